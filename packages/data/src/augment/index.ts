// Image augmentation. Read image.ts, transforms.ts, augmented.ts.
export { augmented, type AugmentOptions } from './augmented.ts'
export type { Image, ImageTransform } from './image.ts'
export {
  randomAffine,
  cutout,
  randomFlip,
  pixelNoise,
  randomCrop,
  randomRotation,
  randomShift,
  type AffineOptions,
} from './transforms.ts'
