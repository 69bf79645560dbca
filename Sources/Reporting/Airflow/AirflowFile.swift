import Diagnostics
import Foundation

/// The text of a DAG's file.
///
/// Whatever comes from the template stands in string literals. What Jinja reads of them is either meant for it or
/// escaped, and the shell is given values in variables, never as a part of a command.
struct AirflowFile: Sendable {
  let template: String
  let identifier: String
  let title: String
  let description: String?
  let settings: AirflowSettings
  let options: AirflowExport.Options
  let parameters: [AirflowParameter]
  let tasks: AirflowTasks

  var text: String {
    [header, Self.imports, place, functions, dag].joined(separator: "\n")
  }

  private var header: String {
    let name = String(template.map { $0.isNewline ? " " : $0 })
    return """
      # Generated from \(name) by 'quire export airflow', Quire \(quireVersion): export it again instead of editing it.

      """
  }

  private static let imports = """
    from datetime import timedelta

    import pendulum

    try:  # Airflow 3
        from airflow.sdk import DAG, Param, TaskGroup
    except ImportError:  # Airflow 2
        from airflow import DAG
        from airflow.models.param import Param
        from airflow.utils.task_group import TaskGroup
    try:
        from airflow.providers.standard.operators.bash import BashOperator
    except ImportError:
        from airflow.operators.bash import BashOperator

    """

  /// Where the tasks work, what they are given, and their commands.
  private var place: String {
    var texts: [(String, String)] = []
    let call: String
    switch options.command {
    case .program(let path):
      texts = [("QUIRE", path)]
      call = "'exec \"$QUIRE\"'"
    case .shell(let text): call = PythonText.literal(PythonText.jinja(text))
    }
    texts += [
      ("QUIRE_TEMPLATE", template),
      ("QUIRE_STATE", options.stateFolder), ("QUIRE_OUTPUT", options.outputFolder),
      ("QUIRE_SHARD", ""), ("QUIRE_ENGINE", options.engine ?? ""),
    ]
    // Without it the workers' own holds.
    if let store = options.sharedStore { texts.append(("QUIRE_STORE", store)) }
    var variables = texts.map { ($0.0, PythonText.literal(PythonText.jinja($0.1))) }
    for parameter in parameters {
      let value =
        parameter.isDay
        ? "{{ day(params, '\(parameter.name)', ds | default(''), dag_run) }}"
        : "{{ given(params, '\(parameter.name)') }}"
      variables.append((parameter.variable, PythonText.literal(value)))
    }
    let values = parameters.map {
      "    '"
        + " ${\($0.variable):+-P \"$\($0.variable)\"}'\n"
    }.joined()
    return """
      # Seen from the machines that run the tasks. Credentials belong into the environment of those, not in here.
      PROJECT = \(PythonText.literal(PythonText.jinja(options.project)))
      ENVIRONMENT = {
      \(variables.map { "    \"\($0.0)\": \($0.1),\n" }.joined())}
      # Values are never a part of a command: the shell gets them in variables.
      GIVEN = (
          ' --state "$QUIRE_STATE" ${QUIRE_STORE:+--store "$QUIRE_STORE"}'
          ' ${QUIRE_ENGINE:+--engine "$QUIRE_ENGINE"}'
      \(values))
      CALL = \(call)
      STEP = CALL + ' run "$QUIRE_TEMPLATE" --step "$QUIRE_STEP" ${QUIRE_SHARD:+--shard "$QUIRE_SHARD"}' + GIVEN
      REPORT = CALL + ' render "$QUIRE_TEMPLATE" --reuse --output "$QUIRE_OUTPUT"' + GIVEN

      """
  }

  private var functions: String {
    let defaults = parameters.map {
      "    \(PythonText.literal($0.name)): \($0.ownDefault),\n"
    }.joined()
    let day = """


      def day(params, name, ds, dag_run):
          \"\"\"The same of the parameter that is the day of the run unless it is given.\"\"\"
          return given(params, name) or f"{name}={ds or dag_run.run_after.date()}"

      """
    return """
      # What the template takes for parameters that it is not given.
      OWN = {\(defaults.isEmpty ? "" : "\n" + defaults)}


      def given(params, name):
          \"\"\"'name=value' of a parameter, or nothing where it is as the template has it.\"\"\"
          value = params[name]
          if value is None or value == OWN[name]:
              return ""
          if isinstance(value, bool):
              value = "true" if value else "false"
          return f"{name}={value}"
      \(parameters.contains(where: \.isDay) ? day : "")

      # A step whose result is in the store exits with 99, and its task is skipped; what needs it runs all the same.
      TASK = {
          "append_env": True,
          "cwd": PROJECT,
          "skip_on_exit_code": 99,
          "trigger_rule": "none_failed",
      }

      """
  }

  private var dag: String {
    let literal: (String) -> String = { PythonText.literal($0) }
    // "none" says that there is no schedule, as its absence does.
    let schedule = settings.schedule.flatMap { $0.value == "none" ? nil : literal($0.value) }
    let tags = (["quire"] + settings.tags.filter { $0 != "quire" }).map(literal)
    let owner = settings.owner.map { "\n        \"owner\": \(literal($0))," } ?? ""
    // Airflow takes a text that ends so for the name of a file.
    let documentation =
      "# \(title)\n\n" + (description.map { "\($0)\n\n" } ?? "")
      + "Generated from `\(template)`.\n"
    let macros = parameters.contains(where: \.isDay) ? ", \"day\": day" : ""
    let (year, month, day) = settings.start
    return """

      with DAG(
          dag_id=\(literal(identifier)),
          description=\(literal(description ?? title)),
          doc_md=\(PythonText.lines(documentation, indent: 4)),
          schedule=\(schedule ?? "None"),
          start_date=pendulum.datetime(\(year), \(month), \(day), tz=\(literal(settings.timezone))),
          catchup=False,
          max_active_runs=\(settings.maxActiveRuns),
          tags=\(PythonText.list(tags)),
          params={\(paramLines)},
          default_args={\(owner)
              "retries": \(settings.retries),
              "retry_delay": timedelta(seconds=\(settings.retryDelaySeconds)),
              "execution_timeout": timedelta(seconds=\(settings.timeoutSeconds)),
          },
          user_defined_macros={"given": given\(macros)},
      ):
          tasks = {}
      \(tasks.groups.map(group).joined())
          report = BashOperator(
              task_id=\(literal(tasks.report)),
              bash_command=REPORT,
              env=ENVIRONMENT,
              doc_md=\(literal("The report of `\(template)`, from what the steps left in the store.\n")),
              **TASK,
          )

      \(edges)
      """
  }

  private var paramLines: String {
    if parameters.isEmpty { return "" }
    let lines = parameters.map { parameter in
      let schema = parameter.schema.map { ", \($0.key)=\($0.value)" }.joined()
      return "        \(PythonText.literal(parameter.name)): Param(\(parameter.value)\(schema)),\n"
    }
    return "\n\(lines.joined())    "
  }

  private func group(_ id: String, _ tasks: [AirflowTask]) -> String {
    let literal: (String) -> String = { PythonText.literal($0) }
    let all = tasks.map { task in
      let key = literal(task.id)
      let environment = "{**ENVIRONMENT, \"QUIRE_STEP\": \(literal(task.step))"
      // An empty text would be the name of no file either, and the end of the line keeps any from being one.
      let documentation = task.documentation.isEmpty ? "" : task.documentation + "\n\n"
      let lines = PythonText.lines(
        documentation + "Runs `\(task.kind)` of `\(task.step)`.\n",
        indent: 12
      )
      let title =
        task.title == task.id ? "" : "\n            task_display_name=\(literal(task.title)),"
      if task.shardCount > 1 {
        let count = task.shardCount
        return """
                  tasks[\(key)] = BashOperator.partial(
                      task_id=\(key),\(title)
                      bash_command=STEP,
                      doc_md=\(lines),
                      **TASK,
                  ).expand(
                      env=[\(environment), "QUIRE_SHARD": f"{i}/\(count)"} for i in range(1, \(count + 1))]
                  )

          """
      }
      return """
                tasks[\(key)] = BashOperator(
                    task_id=\(key),\(title)
                    bash_command=STEP,
                    env=\(environment)},
                    doc_md=\(lines),
                    **TASK,
                )

        """
    }
    return "    with TaskGroup(\(literal(id)), prefix_group_id=False):\n" + all.joined()
  }

  /// What must be done before what.
  private var edges: String {
    var lines = tasks.all.filter { !$0.needs.isEmpty }.map { task in
      let needs = task.needs.map { "tasks[\(PythonText.literal($0))]" }
      let before = needs.count == 1 ? needs[0] : PythonText.list(needs)
      return "    \(before) >> tasks[\(PythonText.literal(task.id))]\n"
    }
    let last = tasks.last.map { "tasks[\(PythonText.literal($0))]" }
    if !last.isEmpty {
      lines.append("    \(last.count == 1 ? last[0] : PythonText.list(last)) >> report\n")
    }
    return lines.joined()
  }
}
