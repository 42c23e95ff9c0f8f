// The peak of one core on four float32 at a time: what a matrix product of 128-bit SIMD is measured against.
// gcc -O2 -o peak peak.c && ./peak [ROUNDS] [MS]    Or `./peak 0`: a round for each line that comes in, so that a benchmark
// can interleave it. A round prints GFLOP/s of multiplications and additions apart, and of fused ones (0 where there are none).
#include <immintrin.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

// Each accumulator waits for itself alone; twelve of them keep every unit busy. A register that the compiler may not see through
// keeps it from computing the product once, or the accumulators as one.
#define HIDE(x) __asm__ volatile("" : "+x"(x));
#define TWELVE(DO) DO(a0) DO(a1) DO(a2) DO(a3) DO(a4) DO(a5) DO(a6) DO(a7) DO(a8) DO(a9) DO(a10) DO(a11)
#define BEGIN(a) __m128 a = zero; HIDE(a)
#define MUL_ADD(a) { __m128 b = x; HIDE(b) a = _mm_add_ps(a, _mm_mul_ps(b, y)); }
#define FUSED(a) { __m128 b = x; HIDE(b) a = _mm_fmadd_ps(b, y, a); }
#define LOOP(STEP)                                               \
  __m128 zero = _mm_setzero_ps(), x = _mm_set1_ps(1e-6f), y = x; \
  TWELVE(BEGIN)                                                  \
  for (long i = 0; i < n; i++) { TWELVE(STEP) }                  \
  TWELVE(HIDE)
#define FLOPS (12 * 4 * 2)

static void mulAdd(long n) { LOOP(MUL_ADD) }
__attribute__((target("fma"))) static void fused(long n) { LOOP(FUSED) }

static double gflops(void (*loop)(long), double window) {
  const long n = 10000;
  long done = 0;
  const double start = seconds();
  double passed;
  do {
    loop(n);
    done += n;
    passed = seconds() - start;
  } while (passed < window);
  return 1e-9 * FLOPS * done / passed;
}

int main(int count, char **words) {
  const int rounds = count > 1 ? atoi(words[1]) : 10;
  const double window = 1e-3 * (count > 2 ? atof(words[2]) : 25);
  const int has = __builtin_cpu_supports("fma");
  for (int round = 0; rounds == 0 ? getchar() != EOF : round < rounds; round++) {
    printf("%.2f %.2f\n", gflops(mulAdd, window), has ? gflops(fused, window) : 0);
    fflush(stdout);
  }
}
