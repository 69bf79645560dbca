/// The first template that `quire new` writes: small, whole, and shows the habits of the language.
public enum StarterTemplate {
  /// The files of a report of that name: the template and the data it reads.
  public static func files(named name: String) -> [(path: String, text: String)] {
    [("\(name).md", template(name)), ("\(name)-sales.csv", data)]
  }

  private static func template(_ name: String) -> String {
    """
    ---
    title: Sales by region
    lang: en
    params:
      data: {type: path, default: \(name)-sales.csv}
      from: {type: date, default: 2025-01-01}
    ---

    # {{ title }}

    A fenced block with braces is a directive: it runs. This one reads a file into the table `sales`.

    ```{load sales}
    path: "{{ params.data }}"
    types: {day: date, amount: "decimal(10,2)"}
    ```

    SQL makes a table of tables. A parameter stands in double braces and becomes a quoted value.

    ```{sql monthly}
    SELECT date_trunc('month', day)::DATE AS month, region, sum(amount)::DOUBLE AS amount
    FROM sales
    WHERE day >= {{ params.from }}
    GROUP BY ALL
    ORDER BY month, region
    ```

    ```{sql total}
    SELECT sum(amount) AS amount, count(DISTINCT region) AS regions FROM monthly
    ```

    In all, {{ total[0].regions }} regions sold for **{{ format(total[0].amount, ",.2f") }}**, as
    @fig-amounts and @tbl-monthly show.

    ```{chart amounts}
    data: monthly
    mark: bar
    encoding: {x: "yearmonth(month):O", y: "sum(amount):Q", color: "region:N"}
    caption: Sales by month and region
    ```

    ```{table monthly}
    columns:
      - {field: month, title: Month, format: "%B %Y"}
      - {field: region, title: Region}
      - {field: amount, title: Amount, format: ",.2f", bar: true, total: sum}
    totals: true
    caption: Sales by month and region
    ```

    ```{check}
    data: sales
    not_null: [day, region, amount]
    range: {amount: {min: 0}}
    ```

    """
  }

  private static let data = """
    day,region,amount
    2025-01-09,North,1200.50
    2025-01-17,South,830.00
    2025-01-28,North,410.25
    2025-02-03,South,990.00
    2025-02-14,North,1560.75
    2025-02-21,West,300.00
    2025-03-05,South,1105.40
    2025-03-12,North,1340.00
    2025-03-30,West,620.10

    """
}
