import Markup

/// The box before an item of a task list.
///
/// The item itself is `<li class="task">`, its list `<ul class="tasks">`.
enum TaskMark {
  static func node(isDone: Bool, words: Words) -> Node {
    .fragment([
      (isDone ? Icon.checkedBox : .emptyBox).node,
      .tag("span", ["class": "sr"], [.text((isDone ? words.done : words.notDone) + ": ")]),
    ])
  }
}
