// Float64 and float32 on the readable kernels: what the definitions mean.
import { useBackend } from '@glissade/autograd'
import { reference } from '@glissade/autograd/reference'

useBackend(reference)
