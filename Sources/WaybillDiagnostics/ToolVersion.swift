/// The version of the tool, as `waybill --version` and reports name it.
package let toolVersion = "0.1.0"
