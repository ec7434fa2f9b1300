"""Work that is C already: imports, regular expressions, json, sorting, hashing, files."""

import argparse
import collections
import csv
import decimal
import email.message
import hashlib
import http.client
import io
import json
import logging
import re
import sqlite3
import unittest
import xml.etree.ElementTree as ET
import zlib

modules = [argparse, collections, csv, decimal, email, http, logging, sqlite3, unittest]
sample = {"name": "a value", "list": list(range(200)), "nested": {"x": [1.5, None, True]}}
document = json.dumps([sample] * 300)
text = "The quick brown fox, 4711 times; mail to somebody@example.com or not. " * 3_000
pattern = re.compile(r"[\w.]+@[\w.]+|\d+")

for _ in range(25):
    data = json.loads(document)
    again = json.dumps(data, sort_keys=True)
    matches = pattern.findall(text)
    digest = hashlib.sha256((again + text).encode()).hexdigest()
    packed = zlib.compress(document.encode(), 6)
    ordered = sorted(matches * 20)
    table = list(csv.reader(io.StringIO("a,b,c\n1,2,3\n" * 20_000)))

database = sqlite3.connect(":memory:")
database.execute("create table t (a integer, b text)")
database.executemany("insert into t values (?, ?)", [(i, str(i % 7)) for i in range(60_000)])
groups = database.execute("select b, sum(a) from t group by b order by b").fetchall()
root = ET.fromstring("<a>" + "<b c='1'>text</b>" * 20_000 + "</a>")
print(len(modules), len(data), len(matches), digest[:16], len(packed), ordered[0], len(table))
print(groups[0], len(root), decimal.Decimal(1) / 7)
