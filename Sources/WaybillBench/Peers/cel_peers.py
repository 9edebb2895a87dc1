"""Evaluates expressions with other CEL engines, for `waybill-bench cel`.

Reads one JSON object from standard input: `expressions`, `variables`, the names of the `timestamps`
among them, and `seconds`, how long each figure is measured (0: values alone). Writes a JSON list,
one object a peer. Expressions are compiled once and variables converted once, before the clock
starts; the Python call around each evaluation, and the Python value it gives, are in the figures.
"""

import datetime
import importlib.metadata
import json
import sys
import time


def rate(call, seconds):
    """The calls a second in the best of three windows."""
    best = 0.0
    for _ in range(3):
        count = 0
        start = time.perf_counter()
        while True:
            for _ in range(100):
                call()
            count += 100
            elapsed = time.perf_counter() - start
            if elapsed >= seconds / 3:
                break
        best = max(best, count / elapsed)
    return best


class RustEngine:
    package = "common-expression-language"
    engine = "Rust"

    def __init__(self, variables):
        import cel

        self.compile = cel.compile
        self.context = cel.Context(variables=variables)

    def evaluation(self, text):
        execute, context = self.compile(text).execute, self.context
        return lambda: execute(context)

    def plain(self, value):
        return value


class CppEngine:
    package = "cel-expr-python"
    engine = "cel-cpp"

    def __init__(self, variables):
        from cel_expr_python import cel

        environment = cel.NewEnv(
            variables={name: self.type(cel.Type, value) for name, value in variables.items()}
        )
        self.compile = environment.compile
        self.activation = environment.Activation(variables)

    def type(self, types, value):
        record = types.Map(types.STRING, types.DYN)
        if isinstance(value, dict):
            return record
        if isinstance(value, list):
            return types.List(record)
        if isinstance(value, datetime.datetime):
            return types.TIMESTAMP
        return types.STRING if isinstance(value, str) else types.INT

    def evaluation(self, text):
        evaluate, activation = self.compile(text).eval, self.activation
        return lambda: evaluate(activation)

    def plain(self, value):
        return value.plain_value()


def measure(peer, expressions, seconds):
    results = []
    for text in expressions:
        evaluation = peer.evaluation(text)
        result = {"value": peer.plain(evaluation())}
        if seconds > 0:
            result["evaluations"] = rate(evaluation, seconds)
            result["compilations"] = rate(lambda: peer.compile(text), seconds)
        results.append(result)
    return results


def main():
    request = json.load(sys.stdin)
    variables = request["variables"]
    for name in request["timestamps"]:
        variables[name] = datetime.datetime.fromisoformat(variables[name].replace("Z", "+00:00"))
    answers = []
    for kind in (RustEngine, CppEngine):
        try:
            peer = kind(variables)
        except ImportError:
            answers.append({"package": kind.package, "engine": kind.engine, "results": []})
            continue
        answers.append(
            {
                "package": f"{kind.package} {importlib.metadata.version(kind.package)}",
                "engine": kind.engine,
                "results": measure(peer, request["expressions"], request["seconds"]),
            }
        )
    json.dump(answers, sys.stdout, default=str)


main()
