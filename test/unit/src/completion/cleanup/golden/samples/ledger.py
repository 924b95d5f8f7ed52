"""Keeps accounts in a small ledger."""
from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Entry:
    day: date
    account: str
    cents: int
    note: str = ""


@dataclass
class Ledger:
    entries: list[Entry] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        self.entries.append(entry)

    def balance(self, account: str) -> int:
        """The sum of all entries of one account, in cents."""
        return sum(entry.cents for entry in self.entries if entry.account == account)

    def accounts(self) -> list[str]:
        return sorted({entry.account for entry in self.entries})

    def between(self, first: date, last: date) -> list[Entry]:
        return [entry for entry in self.entries if first <= entry.day <= last]


def read_ledger(path: Path) -> Ledger:
    ledger = Ledger()
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            try:
                day = date.fromisoformat(row["day"])
            except ValueError as error:
                raise ValueError(f"{path}: {row['day']} is no date") from error
            ledger.add(Entry(day, row["account"], int(row["cents"]), row.get("note", "")))
    return ledger


def print_report(ledger: Ledger) -> None:
    for account in ledger.accounts():
        cents = ledger.balance(account)
        print(f"{account:20} {cents / 100:10.2f}")
