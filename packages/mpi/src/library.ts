// Finds Open MPI on this system. Nothing is built or downloaded: koffi calls the shared library as it lies.
import koffi from 'koffi'
import { MpiError } from './error.ts'

type Library = ReturnType<typeof koffi.load>

/** Names that the loader of each system looks up in its own folders, and the folders of the usual installers. */
const candidates: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['libmpi.so.40', 'libmpi.so'],
  darwin: ['/opt/homebrew/lib/libmpi.dylib', '/usr/local/lib/libmpi.dylib', 'libmpi.dylib'],
}

/** Open MPI's plugins look for its symbols among the global ones. */
const load = (name: string): Library => koffi.load(name, { global: true, lazy: true })

const has = (library: Library, symbol: string): boolean => {
  try {
    library.symbol(symbol)
    return true
  } catch {
    return false
  }
}

/**
 * The library: the one named, else that of the environment variable GLISSADE_MPI, else what the system knows.
 *
 * @throws MpiError that says where it looked, and how to install Open MPI.
 */
export function findLibrary(named: string | undefined = process.env.GLISSADE_MPI): Library {
  const tried: string[] = []
  for (const name of named ? [named] : (candidates[process.platform] ?? [])) {
    let library: Library
    try {
      library = load(name)
    } catch (error) {
      tried.push(`${name} (${(error as Error).message.split('\n')[0]})`)
      continue
    }
    if (has(library, 'ompi_mpi_comm_world')) return library
    tried.push(
      `${name} (not Open MPI: it has no ompi_mpi_comm_world; MPICH and its kin are laid out differently)`,
    )
  }
  const looked = tried.length > 0 ? tried.join(', ') : `nowhere, since ${process.platform} has no usual place`
  throw new MpiError(
    `mpi: no Open MPI; looked at ${looked}. Install it (Debian: apt-get install openmpi-bin; macOS: brew install open-mpi), or name its library in GLISSADE_MPI.`,
  )
}
