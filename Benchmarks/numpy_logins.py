"""Make the academy's logins with NumPy, as columns in memory, and print how many rows a second.

    numpy_logins.py STUDENTS

The same quantities as `quire generate academy --table logins`, drawn a session of all students and days at a time:
attendance by day, the first login of a day, its minutes by grade, the pause to the next, the device. What is not
made: user ids (a number stands for each) and any text.
"""

import sys
import time

import numpy as np

DAYS = 30
WEIGHTS = np.array([8.1, 14.1, 23.4, 40.1, 50.4])
LOWS = [([0.8, 0.9], [0.2, 0.8]), ([0.7, 0.8, 0.9], [0.2, 0.5, 0.3]), ([0.6, 0.7, 0.8, 0.9], [0.3, 0.4, 0.2, 0.1]),
        ([0.4, 0.5, 0.6, 0.7], [0.2, 0.5, 0.2, 0.1]), ([0.4, 0.5, 0.6, 0.7], [0.4, 0.4, 0.15, 0.05])]  # fmt: skip
LOC = [80, 70, 40, 30, 40]
SCALE = [30, 20, 30, 20, 20]
SHARE = [0.95, 0.8, 0.75, 0.65, 0.5, 1]
FREQUENCY = [1, 2, 3, 4, 5]


def logins(students, random):
    grades = random.choice(5, students, p=WEIGHTS / WEIGHTS.sum())
    registered = random.integers(0, 29 * 1440, students)
    parts = []
    for grade in range(5):
        number = np.flatnonzero(grades == grade)
        better = 1 if grade == 0 else SHARE[grade - 1]
        attendance = random.uniform(SHARE[grade], better, len(number))
        here = random.random((len(number), DAYS)) < attendance[:, None]
        row, day = np.nonzero(here)
        at = registered[number[row]] + (day + 1) * 1440 + random.integers(17 * 60, 22 * 60, len(row))
        device = random.random(len(row)) < 0.7
        for _ in range(FREQUENCY[grade] + 2):
            low = random.choice(LOWS[grade][0], len(row), p=LOWS[grade][1])
            x = low + random.random(len(row)) * 0.1
            minutes = (LOC[grade] - SCALE[grade] * np.log(1 - x)).astype(np.int64)
            out = at + minutes
            parts.append((number[row], at, out, device))
            at = out + random.integers(60, 90, len(row))
    return [np.concatenate(column) for column in zip(*parts)]


def main():
    students = int(sys.argv[1])
    random = np.random.default_rng(2022)
    logins(1000, random)
    started = time.perf_counter()
    columns = logins(students, random)
    seconds = time.perf_counter() - started
    print(len(columns[0]) / seconds)


if __name__ == "__main__":
    main()
