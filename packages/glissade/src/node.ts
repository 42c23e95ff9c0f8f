// `glissade/node`: what touches files or the terminal of Node.
export * from '@glissade/data/node'
