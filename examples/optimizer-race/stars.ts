// What a star means, written down before the first race, and the table that is put to the test.

/** Géron 2019, table 11-2: speed and quality of convergence. */
// prettier-ignore
export const geron: Readonly<Record<string, { readonly speed: string; readonly quality: string }>> = {
  sgd:      { speed: '*',   quality: '***' },
  momentum: { speed: '**',  quality: '***' },
  nesterov: { speed: '**',  quality: '***' },
  adagrad:  { speed: '***', quality: '*' },
  rmsprop:  { speed: '***', quality: '** or ***' },
  adam:     { speed: '***', quality: '** or ***' },
  nadam:    { speed: '***', quality: '** or ***' },
  adamax:   { speed: '***', quality: '** or ***' },
}

/** Steps until 95 % of what the best gains over guessing: up to 1.5 times the fastest, up to 3 times, more. */
export const speedStars = (steps: number, fastest: number): string =>
  steps <= 1.5 * fastest ? '***' : steps <= 3 * fastest ? '**' : '*'

/** Right answers at the end: at most half a point behind the best, at most one and a half, more. */
export const qualityStars = (accuracy: number, best: number): string =>
  accuracy >= best - 0.005 ? '***' : accuracy >= best - 0.015 ? '**' : '*'
