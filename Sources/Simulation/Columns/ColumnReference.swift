/// The reference of generated columns, for `--help`, the README and whoever writes a description.
///
/// Its examples are read and made by the tests, which also check that no kind is missing.
public enum ColumnReference {
  public static let markdown = """
    A generated table has `rows`, and `columns` that say what each is made of. Several tables stand
    under `tables`, by name. `seed` (0 unless given) and `locale` (`en`, `ko` or `mixed`) hold for all.

    ```yaml
    seed: 7
    tables:
      customers:
        rows: 200
        columns:
          id: sequence
          name: name
          mail: {mail: , unique: true}
          grade: {values: {gold: 1, silver: 3, bronze: 6}}
          joined: {date: [2022-01-01, 2023-12-31]}
      orders:
        rows: 5000
        columns:
          id: {text: "ORD-####-??", unique: true}
          customer: {reference: {to: customers.id, skew: 0.8}}
          grade: {reference: {to: customers.grade, along: customer}}
          at:
            arrivals:
              from: 2024-01-01
              to: 2024-01-31
              hours: [1, 0, 0, 0, 0, 0, 1, 2, 4, 6, 7, 7, 9, 8, 6, 6, 7, 8, 9, 9, 8, 6, 4, 2]
              days: [5, 5, 5, 5, 6, 8, 7]
          price: {lognormal: {mu: 3, sigma: 0.6, min: 1, round: 2}}
          quantity: {by: {column: grade, gold: {integer: [2, 9]}, else: {integer: [1, 3]}}, type: int8}
          total: {expression: price * quantity, round: 2}
          coupon: {boolean: 0.1, null: 0.02}
    ```

    A column is the name of a kind (`id: uuid`), an expression behind `=`, or a mapping with one kind and
    its parameters. Parameters are named (`integer: {min: 1, max: 6}`) or a list in the order below
    (`integer: [1, 6]`); a kind with one of them takes the value alone (`poisson: 3`). Beside a kind may stand

    - `null: 0.1`, the share of rows without a value,
    - `unique: true` for `integer`, `text`, `mail` and `user_id`: no value comes twice,
    - `round: 2`, digits behind the point of numbers that are not whole,
    - `type`: `boolean`, `integer`, `number`, `text`, `date`, `timestamp`, or exactly `int8`, `int16`, `int32`,
      `int64`, `float32`, `float64`.

    | kind | parameters | values |
    |---|---|---|
    | `sequence` | `start` (1), `step` (1) | whole numbers, one step further in each row |
    | `uuid` | | random UUIDs, version 4 |
    | `integer` | `min`, `max` | whole numbers, both ends included |
    | `number` | `min` (0), `max` (1), `distribution` | evenly spread, or of a distribution named as below |
    | `normal` | `mean` (0), `sd` (1) | |
    | `lognormal` | `mu` (0), `sigma` (1) | the logarithm is normal with this mean and deviation |
    | `exponential` | `mean` or `rate` | |
    | `gamma` | `shape`, `scale` (1) | |
    | `beta` | `alpha`, `beta` | from 0 to 1 |
    | `poisson` | `mean` | counts |
    | `binomial` | `trials`, `p` | counts |
    | `boolean` | `p` (0.5) | true in a share `p` of rows |
    | `values` | a list, or `value: weight` | one of the values |
    | `constant` | the value itself | |
    | `date` | `from`, `to` | days, both ends included |
    | `timestamp` | `from`, `to`, `unit` (second) | moments, evenly spread |
    | `arrivals` | `from`, `to`, `unit` (second), `hours`, `days` | moments in order, as of a Poisson process |
    | `text` | `pattern` | `#` a digit, `?` A–Z, `~` a–z, `*` any of these, `\\` before a character as it is |
    | `name`, `first_name`, `last_name` | `locale`, `sex` (`M`, `F`), `script` (`native`, `latin`) | |
    | `sex` | `male` (M), `female` (F), `locale` | the word for the person's sex |
    | `user_id`, `mail` | `locale`, `sex`, `domains` | made of the person's name in Latin letters |
    | `phone` | `locale` | numbers that belong to nobody |
    | `address`, `city`, `region`, `postcode` | `locale` | places by population |
    | `expression` | the expression | may read the row's other columns, and `row`, its number from 0 |
    | `reference` | `to` (`table.column`), `skew` (0), `along` | a value of another table |
    | `by` | `column`, a column for each of its values, `else` | depends on another column |

    Numbers other than `integer` and `sequence` take `min` and `max`, which limit them (and, but for the
    counts, `round` too). A `to` without a time of day includes its day. `hours` are
    24 weights from midnight on, `days` seven from Monday on. All columns of people in a row speak of one
    person, those of places of one place, if they are given the same `locale` and `sex`. `skew` is Zipf's exponent:
    with 1 the first of a thousand rows is referred to 13 % of the time. `along` names another reference of
    the table and follows it to the same row. Values of `by` without a column are null.
    Expressions are those of charts and prose: a null counts as 0 where a number is asked for.
    """
}
