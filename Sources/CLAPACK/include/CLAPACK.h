// The routines of BLAS and LAPACK that are called, as types of pointers: the library is loaded at run time.
//
// Fortran's calling convention as gfortran and OpenBLAS keep it: every argument by its address, matrices
// column after column, integers of 32 bits (LP64), and the length of each character argument by value
// after all others (https://gcc.gnu.org/onlinedocs/gfortran/Argument-passing-conventions.html).
#ifndef QUIRE_CLAPACK_H
#define QUIRE_CLAPACK_H

#include <stddef.h>
#include <stdint.h>

// A = Q R; R is left in the upper triangle.
typedef void (*clapack_dgeqrf)(const int32_t *m, const int32_t *n, double *a, const int32_t *lda,
                               double *tau, double *work, const int32_t *lwork, int32_t *info);

// The inverse of a triangle, in place.
typedef void (*clapack_dtrtri)(const char *uplo, const char *diag, const int32_t *n, double *a,
                               const int32_t *lda, int32_t *info, size_t uplo_length,
                               size_t diag_length);

// A = Uᵀ U, in place.
typedef void (*clapack_dpotrf)(const char *uplo, const int32_t *n, double *a, const int32_t *lda,
                               int32_t *info, size_t uplo_length);

// Solves A X = B with what dpotrf left.
typedef void (*clapack_dpotrs)(const char *uplo, const int32_t *n, const int32_t *nrhs,
                               const double *a, const int32_t *lda, double *b, const int32_t *ldb,
                               int32_t *info, size_t uplo_length);

// The inverse of A from what dpotrf left, one triangle of it.
typedef void (*clapack_dpotri)(const char *uplo, const int32_t *n, double *a, const int32_t *lda,
                               int32_t *info, size_t uplo_length);

// C = alpha Aᵀ A + beta C, one triangle of it.
typedef void (*clapack_dsyrk)(const char *uplo, const char *trans, const int32_t *n,
                              const int32_t *k, const double *alpha, const double *a,
                              const int32_t *lda, const double *beta, double *c, const int32_t *ldc,
                              size_t uplo_length, size_t trans_length);

// C = alpha op(A) op(B) + beta C.
typedef void (*clapack_dgemm)(const char *transa, const char *transb, const int32_t *m,
                              const int32_t *n, const int32_t *k, const double *alpha,
                              const double *a, const int32_t *lda, const double *b,
                              const int32_t *ldb, const double *beta, double *c, const int32_t *ldc,
                              size_t transa_length, size_t transb_length);

// How many threads OpenBLAS uses itself.
typedef void (*clapack_openblas_set_num_threads)(int count);

#endif
