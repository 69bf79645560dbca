import ArgumentParser
import Reporting

/// The program: subcommands, each a file.
@main
struct Quire: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quire",
    abstract: "Turn a Markdown report template into a finished report.",
    discussion: """
      A template is Markdown with fenced directives that load data, query it and show it as tables \
      and charts. Rendering runs what has changed since the last time and writes one \
      self-contained page.

        quire new sales                           write a first template, sales.md
        quire render sales.md                     run it: reports/sales.html
        quire render sales.md -P from=2025-02-01  the same from another day on
        quire check sales.md                      all that is wrong, running nothing

      Exit codes: 0 fine, 1 a mistake in a template or a failed step, 2 a failed check of the \
      data, 64 wrong usage, 130 interrupted.
      """,
    version: quireVersion,
    subcommands: [
      Render.self, Run.self, Build.self, Serve.self, Check.self, Generate.self, Parse.self,
      Plot.self,
      Runs.self, ExportCommand.self, New.self, Doctor.self,
    ]
  )
}
