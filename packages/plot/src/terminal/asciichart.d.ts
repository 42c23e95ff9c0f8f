// asciichart brings no types; this is the part that `curves.ts` uses.
declare module 'asciichart' {
  interface Options {
    min: number
    max: number
    height: number
    offset: number
    symbols: readonly string[]
    format: (value: number) => string
  }
  export function plot(series: readonly (readonly number[])[], options: Options): string
}
