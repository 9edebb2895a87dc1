/// Files that a linter finds nothing in, of a size that is asked for: a workflow of ours, and what the
/// peers check.
enum LintSample {
    /// A workflow of about that many lines, whose steps call, branch, catch and undo.
    static func workflow(lines: Int) -> String {
        text(SampleWorkflow.head, size: lines, \.lineCount, steps) + SampleWorkflow.ending
    }

    /// A workflow of the same steps, of at least so many bytes, and less than a step's more.
    static func workflow(bytes: Int) -> String {
        let ending = SampleWorkflow.ending
        let size = bytes - ending.utf8.count
        return text(SampleWorkflow.head, size: size, \.utf8.count, steps) + ending
    }

    /// A workflow with one route of so many conditions that have nothing to do with each other.
    static func workflow(conditions: Int) -> String {
        let rules = (0..<conditions).map { number in
            "      - when: input.lines.exists(line, line.sku == 'SKU-\(number)')\n"
                + "        to: next\n"
        }
        return SampleWorkflow.head + steps(0) + "  - step: triage\n    route:\n" + rules.joined()
            + "    else: { to: next }\n" + SampleWorkflow.ending
    }

    /// A workflow of GitHub Actions of about that many bytes, for actionlint.
    static func githubWorkflow(bytes: Int) -> String {
        let head = """
            name: build
            on:
              push:
                branches: [main]
            jobs:
              build:
                runs-on: ubuntu-latest
                steps:

            """
        return text(head, size: bytes, \.utf8.count) { number in
            """
                  - name: Check out, part \(number)
                    id: checkout_\(number)
                    uses: actions/checkout@v5
                    with:
                      ref: ${{ github.ref }}
                      fetch-depth: 1
                  - name: Build part \(number)
                    if: ${{ github.event_name == 'push' && contains(github.ref, 'main') }}
                    env:
                      PART: ${{ steps.checkout_\(number).outputs.ref }}
                      SOURCE: ${{ github.workspace }}
                    run: make part PART=\(number)

            """
        }
    }

    /// A template of CloudFormation of about that many bytes, for cfn-lint.
    static func cloudFormationTemplate(bytes: Int) -> String {
        let head = """
            AWSTemplateFormatVersion: "2010-09-09"
            Parameters:
              Stage:
                Type: String
            Resources:

            """
        return text(head, size: bytes, \.utf8.count) { number in
            """
              Orders\(number):
                Type: AWS::SQS::Queue
                Properties:
                  QueueName: !Sub "orders-${Stage}-\(number)"
                  VisibilityTimeout: 30
                  MessageRetentionPeriod: 345600
                  Tags:
                    - Key: stage
                      Value: !Ref Stage
              Alarm\(number):
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/SQS
                  MetricName: ApproximateNumberOfMessagesVisible
                  Statistic: Sum
                  Period: 60
                  EvaluationPeriods: 5
                  Threshold: 100
                  ComparisonOperator: GreaterThanThreshold
                  Dimensions:
                    - Name: QueueName
                      Value: !GetAtt Orders\(number).QueueName

            """
        }
    }

    /// A head, and numbered parts until there is so much, by a measure.
    private static func text(
        _ head: String,
        size: Int,
        _ measure: (String) -> Int,
        _ part: (Int) -> String
    ) -> String {
        var text = head
        var reached = measure(head)
        var number = 0
        while reached < size {
            let next = part(number)
            reached += measure(next)
            text += next
            number += 1
        }
        return text
    }

    private static func steps(_ number: Int) -> String {
        """
          - step: screen_\(number)
            when: input.total > \(number) && input.lines.exists(line, line.quantity > 1)
            call: fraud.score
            with: { order: "${ input.id }", amount: "${ input.total }" }
          - step: authorize_\(number)
            summary: Hold the money for part \(number).
            call: payments.authorize
            with:
              order: part \(number) of ${ input.id }
              amount: ${ input.total }
              currency: ${ input.currency }
            catch:
              - error: card_declined
                finish: rejected
            compensate:
              call: payments.void
              with: { order: "${ input.id }" }
          - step: triage_\(number)
            route:
              - when: steps.?screen_\(number).risk.orValue(0) >= 80
                finish: rejected
            else: { to: next }

        """
    }
}

extension String {
    var lineCount: Int { utf8.reduce(0) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 } }
}
