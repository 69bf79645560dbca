// The functions of LightGBM's C API that are called, as types of pointers: the library is loaded at run time.
#ifndef QUIRE_CLIGHTGBM_H
#define QUIRE_CLIGHTGBM_H

#endif
