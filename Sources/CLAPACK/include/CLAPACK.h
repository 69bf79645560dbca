// The routines of BLAS and LAPACK that are called, as types of pointers: the library is loaded at run time.
#ifndef QUIRE_CLAPACK_H
#define QUIRE_CLAPACK_H

#endif
