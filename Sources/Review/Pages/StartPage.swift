import Diagnostics
import Markup
import Reporting
import Tables
import Templates

/// The form that starts a run: a field for each parameter of the template.
struct StartPage: Sendable {
  var template: String
  var outline: TemplateOutline
  /// The values that stand in the fields, by parameter.
  var values: [String: String]
  /// What is wrong with a value, by parameter.
  var problems: [String: String] = [:]
  /// What is wrong beside the values: the queue is full.
  var problem: String?
  /// Files of the project that a path may name.
  var files: [String]
  var uploadLimit: Int
  var words: Words

  func frame() -> Frame {
    var body: [Node] = [.tag("h1", [:], [.text(words.runTitle(outline.title))])]
    if let about = outline.description {
      body.append(.tag("p", ["class": "about"], [.text(about)]))
    }
    if let problem { body.append(.tag("p", ["class": "bad", "role": "alert"], [.text(problem)])) }
    if !problems.isEmpty {
      body.append(
        .tag("p", ["class": "bad", "role": "alert"], [.text(words.wrongValues(problems.count))])
      )
    }
    let mistakes = outline.diagnostics.filter { $0.severity == .error }
    if !mistakes.isEmpty {
      body.append(
        .tag(
          "p",
          ["class": "bad"],
          [
            .link(words.mistakes(mistakes.count), Address.source(template)),
            .text(words.willNotRun),
          ]
        )
      )
    }
    body.append(form)
    return Frame(
      title: words.runTitle(outline.title),
      words: words,
      trail: [
        Frame.Link(text: outline.title, address: Address.report(template)),
        Frame.Link(text: words.run, address: Address.start(template)),
      ],
      body: body
    )
  }

  private var form: Node {
    var parts: [Node] = []
    if outline.parameters.isEmpty {
      parts.append(.tag("p", ["class": "quiet"], [.text(words.noParameters)]))
    }
    parts += outline.parameters.enumerated().map { field($1, number: $0) }
    if outline.parameters.contains(where: { $0.type == .path }) {
      parts.append(.tag("datalist", ["id": "files"], files.map { .tag("option", ["value": $0]) }))
    }
    parts.append(
      .box(
        "p",
        "field tick",
        [
          .tag("input", ["type": "checkbox", "id": "refresh", "name": "refresh", "value": "all"]),
          " ",
          .tag("label", ["for": "refresh"], [.text(words.refreshAll)]),
        ]
      )
    )
    parts.append(
      .box(
        "p",
        "controls",
        [.tag("button", ["type": "submit", "class": "button"], [.text(words.startRun)])]
      )
    )
    return .tag(
      "form",
      ["class": "start", "method": "post", "action": Address.start(template), "novalidate": nil],
      parts.flatMap { [$0, "\n"] }
    )
  }

  private func field(_ parameter: Parameter, number: Int) -> Node {
    let name = parameter.name.value
    let id = "p\(number)"
    let hint = hint(parameter)
    var parts: [Node] = [.tag("label", ["for": id], [.text(parameter.title ?? name)])]
    if parameter.title != nil { parts.append(.tag("code", ["class": "quiet"], [.text(name)])) }
    if let text = parameter.description {
      parts.append(.tag("p", ["class": "about", "id": "\(id)-about"], [.text(text)]))
    }
    parts.append(control(parameter, id: id, describedBy: describedBy(parameter, id)))
    if parameter.type == .path { parts.append(upload(id)) }
    if !hint.isEmpty {
      parts.append(.tag("p", ["class": "hint", "id": "\(id)-hint"], [.text(hint)]))
    }
    if let problem = problems[name] {
      parts.append(.tag("p", ["class": "bad", "id": "\(id)-problem"], [.text(problem)]))
    }
    return .box("div", "field", parts)
  }

  /// The field that the reader goes on with when a value is wrong.
  private var firstWrong: String? {
    outline.parameters.map(\.name.value).first { problems[$0] != nil }
  }

  private func describedBy(_ parameter: Parameter, _ id: String) -> String {
    var ids: [String] = []
    if problems[parameter.name.value] != nil { ids.append("\(id)-problem") }
    if parameter.description != nil { ids.append("\(id)-about") }
    if !hint(parameter).isEmpty { ids.append("\(id)-hint") }
    return ids.joined(separator: " ")
  }

  private func control(_ parameter: Parameter, id: String, describedBy: String) -> Node {
    let name = parameter.name.value
    var attributes = [Attribute("id", id), Attribute("name", "p." + name)]
    if !describedBy.isEmpty { attributes.append(Attribute("aria-describedby", describedBy)) }
    if problems[name] != nil { attributes.append(Attribute("aria-invalid", "true")) }
    if name == firstWrong { attributes.append(Attribute("autofocus", nil)) }
    let value = values[name] ?? ""
    if !parameter.choices.isEmpty || parameter.type == .boolean {
      let choices =
        parameter.type == .boolean ? ["true", "false"] : parameter.choices.map(\.displayText)
      let options = choices.map { choice in
        var option = [Attribute("value", choice)]
        if choice == value { option.append(Attribute("selected", nil)) }
        let text = parameter.type == .boolean ? words.truth(choice == "true") : choice
        return Node.element(Element("option", option, [.text(text)]))
      }
      let none: [Node] =
        choices.contains(value) ? [] : [.tag("option", ["value": "", "selected": nil], [])]
      return .element(Element("select", attributes, none + options))
    }
    switch parameter.type {
    case .integer, .number:
      attributes += [
        Attribute("type", "number"), Attribute("step", parameter.type == .integer ? "1" : "any"),
      ]
    case .date: attributes.append(Attribute("type", "date"))
    case .path:
      attributes += [
        Attribute("type", "text"), Attribute("list", "files"), Attribute("spellcheck", "false"),
      ]
    case .string where value.contains("\n"):
      return .element(Element("textarea", attributes + [Attribute("rows", "4")], [.text(value)]))
    default: attributes.append(Attribute("type", "text"))
    }
    if let minimum = parameter.minimum { attributes.append(Attribute("min", minimum.displayText)) }
    if let maximum = parameter.maximum { attributes.append(Attribute("max", maximum.displayText)) }
    if parameter.defaultValue == nil { attributes.append(Attribute("required", nil)) }
    return .element(Element("input", attributes + [Attribute("value", value)], []))
  }

  /// A file to be sent; shown by the script, which sends it and puts its place into the field.
  private func upload(_ id: String) -> Node {
    .tag(
      "div",
      ["class": "upload", "hidden": nil, "data-upload": id, "data-limit": "\(uploadLimit)"],
      [
        .tag("label", ["for": "\(id)-file"], [.text(words.uploadFile)]), " ",
        .tag("input", ["type": "file", "id": "\(id)-file"]), " ",
        .tag("output", ["for": "\(id)-file", "role": "status"], []),
      ]
    )
  }

  /// `a whole number from 1 to 10; 5 unless given`.
  private func hint(_ parameter: Parameter) -> String {
    // What there is to choose from says itself what it is.
    let isChosen = parameter.type == .boolean || !parameter.choices.isEmpty
    var parts: [String] = isChosen ? [] : [words.type(parameter.type)]
    switch (parameter.minimum?.displayText, parameter.maximum?.displayText) {
    case (let low?, let high?): parts.append(words.range(low, high))
    case (let low?, nil): parts.append(words.atLeast(low))
    case (nil, let high?): parts.append(words.atMost(high))
    case (nil, nil): break
    }
    if let value = parameter.defaultValue?.displayText, !value.isEmpty {
      let shown = parameter.type == .boolean ? words.truth(value == "true") : value
      parts.append(words.otherwise(shown))
    }
    return parts.joined(separator: ", ")
  }
}

extension Words {
  func runTitle(_ title: String) -> String { pick("‘\(title)’ 실행", "Run ‘\(title)’") }
  var startRun: String { pick("실행", "Run") }
  var refreshAll: String { pick("바뀌지 않은 단계도 모두 다시 실행", "Run every step again, changed or not") }
  var noParameters: String { pick("이 템플릿에는 매개변수가 없습니다.", "This template has no parameters.") }
  var willNotRun: String {
    pick(" – 고친 뒤에 실행할 수 있습니다.", " – it cannot run before that is mended.")
  }
  var uploadFile: String { pick("파일 올리기", "Upload a file") }
  func wrongValues(_ number: Int) -> String {
    pick(
      "값 \(count(number))개를 고쳐 주세요.",
      number == 1 ? "One value has to be mended." : "\(count(number)) values have to be mended."
    )
  }
  func truth(_ value: Bool) -> String { value ? pick("예", "yes") : pick("아니요", "no") }
  func type(_ type: ParameterType) -> String {
    switch type {
    case .string, .choice: pick("글", "text")
    case .integer: pick("정수", "a whole number")
    case .number: pick("수", "a number")
    case .boolean: pick("예 또는 아니요", "yes or no")
    case .date: pick("날짜", "a date")
    case .timestamp: pick("때, 2022-01-31T10:30:00처럼", "a time such as 2022-01-31T10:30:00")
    case .path: pick("이 폴더의 파일이나 폴더", "a file or folder of this project")
    }
  }
  func range(_ low: String, _ high: String) -> String {
    pick("\(low) 이상 \(high) 이하", "from \(low) to \(high)")
  }
  func atLeast(_ low: String) -> String { pick("\(low) 이상", "at least \(low)") }
  func atMost(_ high: String) -> String { pick("\(high) 이하", "at most \(high)") }
  func otherwise(_ value: String) -> String { pick("기본값 \(value)", "\(value) unless given") }
}
