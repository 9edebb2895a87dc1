// A program needs only `import Waybill`: what its handlers are given and throw, and the findings of
// a workflow that is wrong, come along.
@_exported public import WaybillDiagnostics
@_exported public import WaybillHandlers
