import CLightGBM
import Dispatch
import NativeLibraries

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// LightGBM's shared library: its functions, its errors, and the one queue that its work runs on.
///
/// LightGBM keeps the number of threads for the whole process, and arrays sized by it: two trainings with
/// different numbers would write past each other's. So one piece of work runs at a time; each uses all
/// the threads that it is given.
struct LightGBM: @unchecked Sendable {
  // Addresses of functions that stay loaded and never change.
  /// The file, or the bare name when the system found it.
  let path: String
  let lastError: LGBMGetLastError
  let registerLog: LGBMRegisterLogCallback
  let dumpAliases: LGBMDumpParamAliases
  let sampleCount: LGBMGetSampleCount
  let sampleIndices: LGBMSampleIndices
  let createFromSample: LGBMDatasetCreateFromSampledColumn
  let createByReference: LGBMDatasetCreateByReference
  let pushRows: LGBMDatasetPushRows
  let setFeatureNames: LGBMDatasetSetFeatureNames
  let setField: LGBMDatasetSetField
  let freeDataset: LGBMDatasetFree
  let createBooster: LGBMBoosterCreate
  let loadBooster: LGBMBoosterLoadModelFromString
  let freeBooster: LGBMBoosterFree
  let addValidation: LGBMBoosterAddValidData
  let update: LGBMBoosterUpdateOneIter
  let classCount: LGBMBoosterGetCount
  let featureCount: LGBMBoosterGetCount
  let iterationCount: LGBMBoosterGetCount
  let metricCount: LGBMBoosterGetCount
  let metricNames: LGBMBoosterGetNames
  let featureNames: LGBMBoosterGetNames
  let evaluation: LGBMBoosterGetEval
  let saveText: LGBMBoosterSaveModelToString
  let importance: LGBMBoosterFeatureImportance
  let predict: LGBMBoosterPredictForMat

  private static let loaded = Result<LightGBM, ModelError> { () throws(ModelError) in
    try LightGBM()
  }
  private static let queue = DispatchQueue(label: "quire.lightgbm")

  /// The library, loaded at the first call.
  ///
  /// - Throws: `ModelError` that says where it was looked for, or what it lacks.
  static func shared() throws(ModelError) -> LightGBM { try loaded.get() }

  private init() throws(ModelError) {
    let library: NativeLibrary
    // OpenMP's threads would otherwise spin while they wait, and hold the cores that others wait for.
    setenv("OMP_WAIT_POLICY", "passive", 0)
    do throws(NativeLibraryError) {
      library = try NativeLibrary.open("lightgbm", file: "lib_lightgbm.so")
    } catch {
      throw ModelError("lightgbm-missing", error.message)
    }
    func function<Function>(_ name: String) throws(ModelError) -> Function {
      guard let address = library.symbol("LGBM_" + name) else {
        throw ModelError(
          "lightgbm-missing",
          "\(library.path) has no function 'LGBM_\(name)'",
          hint: "Quire is made for LightGBM 4.7: run scripts/setup to fetch it"
        )
      }
      return unsafeBitCast(address, to: Function.self)
    }
    path = library.path
    lastError = try function("GetLastError")
    registerLog = try function("RegisterLogCallback")
    dumpAliases = try function("DumpParamAliases")
    sampleCount = try function("GetSampleCount")
    sampleIndices = try function("SampleIndices")
    createFromSample = try function("DatasetCreateFromSampledColumn")
    createByReference = try function("DatasetCreateByReference")
    pushRows = try function("DatasetPushRows")
    setFeatureNames = try function("DatasetSetFeatureNames")
    setField = try function("DatasetSetField")
    freeDataset = try function("DatasetFree")
    createBooster = try function("BoosterCreate")
    loadBooster = try function("BoosterLoadModelFromString")
    freeBooster = try function("BoosterFree")
    addValidation = try function("BoosterAddValidData")
    update = try function("BoosterUpdateOneIter")
    classCount = try function("BoosterGetNumClasses")
    featureCount = try function("BoosterGetNumFeature")
    iterationCount = try function("BoosterGetCurrentIteration")
    metricCount = try function("BoosterGetEvalCounts")
    metricNames = try function("BoosterGetEvalNames")
    featureNames = try function("BoosterGetFeatureNames")
    evaluation = try function("BoosterGetEval")
    saveText = try function("BoosterSaveModelToString")
    importance = try function("BoosterFeatureImportance")
    predict = try function("BoosterPredictForMat")
  }

  /// Runs work when it is its turn, on a thread that is none of Swift's tasks'.
  ///
  /// The work must not wait for other work of LightGBM's, which would never get its turn.
  func run<Answer: Sendable>(
    _ body: @escaping @Sendable () throws -> Answer
  ) async throws -> Answer {
    try await withCheckedThrowingContinuation { done in
      Self.queue.async { done.resume(with: Result { try body() }) }
    }
  }

  /// Calls LightGBM; what it logs meanwhile goes to `LightGBMLog`.
  ///
  /// - Throws: `ModelError` in LightGBM's words.
  func call(_ body: () -> Int32) throws(ModelError) {
    // LightGBM keeps the callback for each thread; without one it prints to standard output.
    _ = registerLog { text in LightGBMLog.hear(text) }
    guard body() == 0 else {
      throw .lightGBM(lastError().map { String(cString: $0) } ?? "no reason given")
    }
  }

  /// Calls a function that makes a dataset or a booster.
  func made(
    _ body: (UnsafeMutablePointer<LGBMHandle?>) -> Int32
  ) throws(ModelError) -> LGBMHandle {
    var handle: LGBMHandle?
    try call { body(&handle) }
    guard let handle else { throw .lightGBM("no answer") }
    return handle
  }

  /// A text that LightGBM writes into room of ours, asked for twice when the first is too small.
  func text(
    _ body: (Int64, UnsafeMutablePointer<Int64>, UnsafeMutablePointer<CChar>) -> Int32
  ) throws(ModelError) -> String {
    var room: Int64 = 1 << 16
    while true {
      var length: Int64 = 0
      let memory = UnsafeMutablePointer<CChar>.allocate(capacity: Int(room))
      defer { memory.deallocate() }
      try call { body(room, &length, memory) }
      if length <= room { return String(cString: memory) }
      room = length
    }
  }

  /// Names that LightGBM writes into rooms of ours.
  func names(
    of booster: LGBMHandle,
    count: Int,
    _ ask: LGBMBoosterGetNames
  ) throws(ModelError) -> [String] {
    guard count > 0 else { return [] }
    var room = 128
    while true {
      var written: Int32 = 0
      var longest = 0
      var rooms: [UnsafeMutablePointer<CChar>?] = (0..<count).map { _ in .allocate(capacity: room) }
      defer { for memory in rooms { memory?.deallocate() } }
      try call { ask(booster, Int32(count), &written, room, &longest, &rooms) }
      if longest <= room {
        return rooms.prefix(Int(written)).map { $0.map { String(cString: $0) } ?? "" }
      }
      room = longest
    }
  }
}
