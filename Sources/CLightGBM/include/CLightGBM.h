// The functions of LightGBM's C API that are called, as types of pointers: the library is loaded at run time.
// LightGBM 4.7 (https://lightgbm.readthedocs.io/en/v4.7.0/C-API.html); each answers 0, or -1 after which
// LGBM_GetLastError says why on the same thread.
#ifndef QUIRE_CLIGHTGBM_H
#define QUIRE_CLIGHTGBM_H

#include <stddef.h>
#include <stdint.h>

// A dataset or a booster.
typedef void *LGBMHandle;

// What the numbers of a call's array are.
#define LGBM_FLOAT32 0
#define LGBM_FLOAT64 1
#define LGBM_INT32 2

#define LGBM_PREDICT_NORMAL 0
#define LGBM_PREDICT_RAW_SCORE 1
#define LGBM_PREDICT_CONTRIBUTIONS 3

#define LGBM_IMPORTANCE_SPLIT 0
#define LGBM_IMPORTANCE_GAIN 1

typedef void (*LGBMLogCallback)(const char *text);

typedef const char *(*LGBMGetLastError)(void);
typedef int (*LGBMRegisterLogCallback)(LGBMLogCallback callback);
typedef int (*LGBMDumpParamAliases)(int64_t room, int64_t *length, char *text);
typedef int (*LGBMGetSampleCount)(int32_t rows, const char *parameters, int *count);
typedef int (*LGBMSampleIndices)(int32_t rows, const char *parameters, void *indices, int32_t *count);

typedef int (*LGBMDatasetCreateFromSampledColumn)(double **values, int **indices, int32_t columns,
                                                  const int *counts, int32_t sampled_rows,
                                                  int32_t rows, int64_t all_rows,
                                                  const char *parameters, LGBMHandle *dataset);
typedef int (*LGBMDatasetCreateByReference)(LGBMHandle reference, int64_t rows, LGBMHandle *dataset);
typedef int (*LGBMDatasetPushRows)(LGBMHandle dataset, const void *numbers, int type, int32_t rows,
                                   int32_t columns, int32_t first_row);
typedef int (*LGBMDatasetSetFeatureNames)(LGBMHandle dataset, const char **names, int count);
typedef int (*LGBMDatasetSetField)(LGBMHandle dataset, const char *name, const void *numbers, int count,
                                   int type);
typedef int (*LGBMDatasetFree)(LGBMHandle dataset);

typedef int (*LGBMBoosterCreate)(LGBMHandle dataset, const char *parameters, LGBMHandle *booster);
typedef int (*LGBMBoosterLoadModelFromString)(const char *text, int *iterations, LGBMHandle *booster);
typedef int (*LGBMBoosterFree)(LGBMHandle booster);
typedef int (*LGBMBoosterAddValidData)(LGBMHandle booster, LGBMHandle dataset);
typedef int (*LGBMBoosterUpdateOneIter)(LGBMHandle booster, int *is_finished);
// The classes of a booster, its features, its iterations, its metrics.
typedef int (*LGBMBoosterGetCount)(LGBMHandle booster, int *count);
typedef int (*LGBMBoosterGetNames)(LGBMHandle booster, int room, int *count, size_t name_room,
                                   size_t *name_length, char **names);
typedef int (*LGBMBoosterGetEval)(LGBMHandle booster, int dataset, int *count, double *values);
typedef int (*LGBMBoosterSaveModelToString)(LGBMHandle booster, int first_iteration, int iterations,
                                            int importance, int64_t room, int64_t *length, char *text);
typedef int (*LGBMBoosterFeatureImportance)(LGBMHandle booster, int iterations, int importance,
                                            double *values);
typedef int (*LGBMBoosterPredictForMat)(LGBMHandle booster, const void *numbers, int type, int32_t rows,
                                        int32_t columns, int is_row_major, int kind,
                                        int first_iteration, int iterations, const char *parameters,
                                        int64_t *length, double *values);

#endif
