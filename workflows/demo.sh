#!/usr/bin/env bash
# The main job from end to end: a workflow is checked, drawn and run; an order is declined, another is
# undone, one waits for a person, one survives kill -9. Uses mocks, so that it needs no service.
set -euo pipefail

waybill=$(realpath "${1:?usage: workflows/demo.sh path/to/waybill}")
workflows=$(realpath "$(dirname "$0")")
folder=$(realpath "$workflows/..")/.build/demo
rm -rf "$folder"
mkdir -p "$folder"
cd "$folder"
ln -s "$workflows" workflows

say() { printf '\n\033[1m# %s\033[0m\n' "$*"; }
# Shows a command, runs it, and holds its exit code against the one that is expected.
expect() {
    local expected=$1 actual=0
    shift
    printf '\n$ waybill %s\n' "$*"
    "$waybill" "$@" || actual=$?
    if [ "$actual" -ne "$expected" ]; then
        echo "exit code $actual, expected $expected" >&2
        exit 1
    fi
}
run() { # the expected exit code, the order
    expect "$1" run workflows/fulfil_order.yaml --order "workflows/orders/$2.json" \
        --bindings workflows/bindings/demo.yaml
}

say 'Lint: everything is checked before anything runs'
expect 0 lint workflows

say 'Scenarios: what must happen when a service says no, or nothing, in virtual time'
expect 0 test workflows

say 'A picture of the graph'
echo
echo '$ waybill graph workflows/fulfil_order.yaml | dot -Tsvg >fulfil_order.svg'
"$waybill" graph workflows/fulfil_order.yaml | dot -Tsvg >fulfil_order.svg
echo "see $folder/fulfil_order.svg"

say 'An order that completes'
run 0 good

say 'One whose card is declined'
run 0 declined

say "One that fails after its goods were set aside: goods, then money are let go"
run 3 capture_fails
expect 0 history fulfil_order-W-100052

say 'One that a person has to look at: it waits, the event comes, it goes on'
run 4 needs_review
expect 0 send order.review_decided --data "$(cat workflows/events/review_approved.json)"
expect 0 resume --bindings workflows/bindings/demo.yaml

say 'A batch, of which one is undone and one waits'
expect 3 run workflows/fulfil_order.yaml --orders workflows/orders/orders.jsonl --concurrency 8 \
    --bindings workflows/bindings/demo.yaml

say 'One whose process is killed in the middle, and that is resumed'
sed 's/W-100045/W-crash/' workflows/orders/good.json >crash.json
"$waybill" run workflows/fulfil_order.yaml --order crash.json \
    --bindings workflows/bindings/demo.yaml &
process=$!
until grep -qs 'W-crash/source@1/reserve' demo-ledger.jsonl; do sleep 0.01; done
kill -9 "$process"
wait "$process" 2>/dev/null || true
echo "killed process $process"
# One order of the batch still waits for a person, which is what exit code 4 says.
expect 4 resume --bindings workflows/bindings/demo.yaml
expect 0 history fulfil_order-W-crash
echo
echo 'Each effect happened once:'
grep -o '"key":"[^"]*W-crash[^"]*"' demo-ledger.jsonl
if [ -n "$(grep -o '"key":"[^"]*"' demo-ledger.jsonl | sort | uniq -d)" ]; then
    echo 'an effect happened twice' >&2
    exit 1
fi

say 'All runs'
expect 0 list
