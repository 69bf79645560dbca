/// What a run tells while it goes on: for progress lines, JSON events and the browser.
public enum Event: Sendable {
  /// The ids of all steps, in running order; always the first event.
  case planned([String])
  /// The step has to run, and begins to.
  case started(String, Reason)
  /// Another process makes the same result; the step waits for it.
  case waiting(String)
  /// The number of rows that a step has written so far, for steps that know.
  case progress(String, rowCount: Int)
  /// How many of its pieces of work a step has done, for steps that know how many there are.
  case working(String, done: Int, total: Int)
  case finished(StepResult)
}
