# Generated from study.md by 'quire export airflow', Quire 0.1.0: export it again instead of editing it.

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

# Seen from the machines that run the tasks. Credentials belong into the environment of those, not in here.
PROJECT = "/srv/{{ '{' }}{reports}}"
ENVIRONMENT = {
    "QUIRE": "quire",
    "QUIRE_TEMPLATE": "study.md",
    "QUIRE_STATE": ".quire",
    "QUIRE_OUTPUT": "reports",
    "QUIRE_SHARD": "",
    "QUIRE_ENGINE": "",
    "QUIRE_PARAM_date": "{{ day(params, 'date', ds | default(''), dag_run) }}",
    "QUIRE_PARAM_name": "{{ given(params, 'name') }}",
    "QUIRE_PARAM_limit": "{{ given(params, 'limit') }}",
    "QUIRE_PARAM_share": "{{ given(params, 'share') }}",
    "QUIRE_PARAM_5": "{{ given(params, '이름') }}",
    "QUIRE_PARAM_isLong": "{{ given(params, 'isLong') }}",
    "QUIRE_PARAM_data": "{{ given(params, 'data') }}",
}
# Values are never a part of a command: the shell gets them in variables.
GIVEN = (
    ' --state "$QUIRE_STATE" ${QUIRE_STORE:+--store "$QUIRE_STORE"}'
    ' ${QUIRE_ENGINE:+--engine "$QUIRE_ENGINE"}'
    ' ${QUIRE_PARAM_date:+-P "$QUIRE_PARAM_date"}'
    ' ${QUIRE_PARAM_name:+-P "$QUIRE_PARAM_name"}'
    ' ${QUIRE_PARAM_limit:+-P "$QUIRE_PARAM_limit"}'
    ' ${QUIRE_PARAM_share:+-P "$QUIRE_PARAM_share"}'
    ' ${QUIRE_PARAM_5:+-P "$QUIRE_PARAM_5"}'
    ' ${QUIRE_PARAM_isLong:+-P "$QUIRE_PARAM_isLong"}'
    ' ${QUIRE_PARAM_data:+-P "$QUIRE_PARAM_data"}'
)
CALL = 'exec "$QUIRE"'
STEP = CALL + ' run "$QUIRE_TEMPLATE" --step "$QUIRE_STEP" ${QUIRE_SHARD:+--shard "$QUIRE_SHARD"}' + GIVEN
REPORT = CALL + ' render "$QUIRE_TEMPLATE" --reuse --output "$QUIRE_OUTPUT"' + GIVEN

# What the template takes for parameters that it is not given.
OWN = {
    "date": None,
    "name": "a 'b' \"c\" {% d %}",
    "limit": 3,
    "share": 0.5,
    "이름": "가",
    "isLong": True,
    "data": "",
}


def given(params, name):
    """'name=value' of a parameter, or nothing where it is as the template has it."""
    value = params[name]
    if value is None or value == OWN[name]:
        return ""
    if isinstance(value, bool):
        value = "true" if value else "false"
    return f"{name}={value}"


def day(params, name, ds, dag_run):
    """The same of the parameter that is the day of the run unless it is given."""
    return given(params, name) or f"{name}={ds or dag_run.run_after.date()}"


# A step whose result is in the store exits with 99, and its task is skipped; what needs it runs all the same.
TASK = {
    "append_env": True,
    "cwd": PROJECT,
    "skip_on_exit_code": 99,
    "trigger_rule": "none_failed",
}


with DAG(
    dag_id="study",
    description="Text that ends like a file.md",
    doc_md=(
        "# Study: \"\"\"\" and a 'b' \"c\" {% d %}\n"
        "\n"
        "Text that ends like a file.md\n"
        "\n"
        "Generated from `study.md`.\n"
    ),
    schedule="0 6 * * 1-5",
    start_date=pendulum.datetime(2024, 2, 29, tz="Asia/Seoul"),
    catchup=False,
    max_active_runs=2,
    tags=["quire", "academy"],
    params={
        "date": Param(None, type=["string", "null"], format="date", description="at least 2020-01-01, the day of the run when left empty"),
        "name": Param("a 'b' \"c\" {% d %}", type="string", title="Name"),
        "limit": Param(3, type="integer", minimum=1, maximum=9),
        "share": Param(0.5, type="number"),
        "이름": Param("가", type="string", enum=["가", "나"]),
        "isLong": Param(True, type="boolean"),
        "data": Param("", type=["string", "null"]),
    },
    default_args={
        "owner": "me",
        "retries": 0,
        "retry_delay": timedelta(seconds=90),
        "execution_timeout": timedelta(seconds=3600),
    },
    user_defined_macros={"given": given, "day": day},
):
    tasks = {}
    with TaskGroup("generate_steps", prefix_group_id=False):
        tasks["school_shards"] = BashOperator.partial(
            task_id="school_shards",
            task_display_name="school, shards",
            bash_command=STEP,
            doc_md=(
                "The shards of `school`.\n"
                "\n"
                "Runs `generate` of `school`.\n"
            ),
            **TASK,
        ).expand(
            env=[{**ENVIRONMENT, "QUIRE_STEP": "school", "QUIRE_SHARD": f"{i}/4"} for i in range(1, 5)]
        )
        tasks["school"] = BashOperator(
            task_id="school",
            bash_command=STEP,
            env={**ENVIRONMENT, "QUIRE_STEP": "school"},
            doc_md=(
                "# {{ title }}\n"
                "\n"
                "Rows are *made up*: \"\"\" and ''' and {{ params.name }} and {# nothing #}\n"
                "over two lines.\n"
                "\n"
                "Runs `generate` of `school`.\n"
            ),
            **TASK,
        )
    with TaskGroup("parse_steps", prefix_group_id=False):
        tasks["lines_shards"] = BashOperator.partial(
            task_id="lines_shards",
            task_display_name="lines, shards",
            bash_command=STEP,
            doc_md=(
                "The shards of `lines`.\n"
                "\n"
                "Runs `parse` of `lines`.\n"
            ),
            **TASK,
        ).expand(
            env=[{**ENVIRONMENT, "QUIRE_STEP": "lines", "QUIRE_SHARD": f"{i}/2"} for i in range(1, 3)]
        )
        tasks["lines"] = BashOperator(
            task_id="lines",
            bash_command=STEP,
            env={**ENVIRONMENT, "QUIRE_STEP": "lines"},
            doc_md=(
                "# {{ title }}\n"
                "\n"
                "Rows are *made up*: \"\"\" and ''' and {{ params.name }} and {# nothing #}\n"
                "over two lines.\n"
                "\n"
                "Runs `parse` of `lines`.\n"
            ),
            **TASK,
        )
    with TaskGroup("sql_steps", prefix_group_id=False):
        tasks["busy_days_2"] = BashOperator(
            task_id="busy_days_2",
            task_display_name="busyDays",
            bash_command=STEP,
            env={**ENVIRONMENT, "QUIRE_STEP": "busyDays"},
            doc_md=(
                "## Days\n"
                "\n"
                "Runs `sql` of `busyDays`.\n"
            ),
            **TASK,
        )
        tasks["busy_days"] = BashOperator(
            task_id="busy_days",
            bash_command=STEP,
            env={**ENVIRONMENT, "QUIRE_STEP": "busy_days"},
            doc_md=(
                "## Days\n"
                "\n"
                "Runs `sql` of `busy_days`.\n"
            ),
            **TASK,
        )
        tasks["ud559_uc0dd"] = BashOperator(
            task_id="ud559_uc0dd",
            task_display_name="학생",
            bash_command=STEP,
            env={**ENVIRONMENT, "QUIRE_STEP": "학생"},
            doc_md=(
                "## Days\n"
                "\n"
                "Runs `sql` of `학생`.\n"
            ),
            **TASK,
        )
        tasks["report"] = BashOperator(
            task_id="report",
            bash_command=STEP,
            env={**ENVIRONMENT, "QUIRE_STEP": "report"},
            doc_md="Runs `sql` of `report`.\n",
            **TASK,
        )
    with TaskGroup("check_steps", prefix_group_id=False):
        tasks["check_1"] = BashOperator(
            task_id="check_1",
            task_display_name="check-1",
            bash_command=STEP,
            env={**ENVIRONMENT, "QUIRE_STEP": "check-1"},
            doc_md=(
                "## Days\n"
                "\n"
                "Runs `check` of `check-1`.\n"
            ),
            **TASK,
        )

    report = BashOperator(
        task_id="render_report",
        bash_command=REPORT,
        env=ENVIRONMENT,
        doc_md="The report of `study.md`, from what the steps left in the store.\n",
        **TASK,
    )

    tasks["school_shards"] >> tasks["school"]
    tasks["lines_shards"] >> tasks["lines"]
    tasks["school"] >> tasks["busy_days_2"]
    [tasks["lines"], tasks["busy_days_2"]] >> tasks["busy_days"]
    tasks["busy_days"] >> tasks["ud559_uc0dd"]
    tasks["ud559_uc0dd"] >> tasks["report"]
    tasks["report"] >> tasks["check_1"]
    tasks["check_1"] >> report
