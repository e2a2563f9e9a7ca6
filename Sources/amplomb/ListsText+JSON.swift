import Domain
import Engine
import Formats
import Screening

/// What the commands about lists print, for programs.
extension ListsText {
    static func json(_ status: ListStatus) -> String {
        var output = JSONOutput()
        output.object { json in
            json.member("at", status.at.description)
            json.member("ok", status.isWell)
            json.member("samples_only", status.isSamplesOnly)
            json.array("lists") { array in
                for line in status.lines {
                    array.object { item in
                        item.member("list", line.id)
                        item.member("title", line.title)
                        item.member("kind", line.kind.rawValue)
                        item.member("enabled", line.isNeeded)
                        item.member("state", line.state.rawValue)
                        item.member("version", line.version?.description)
                        item.member("published", line.published?.description)
                        item.member("entries", line.entries)
                        item.member("names", line.names)
                        item.member("confirmed_at", line.confirmedAt?.description)
                        item.member("age_hours", line.ageHours)
                        item.member("limit_hours", line.limitHours)
                    }
                }
            }
        }
        return output.text
    }

    // MARK: Import and pull

    static func json(_ report: ListImportReport) -> String {
        var output = JSONOutput()
        output.object { json in
            json.member("dry_run", report.isDryRun)
            json.member("entries", report.entryCount)
            json.member("names", report.nameCount)
            json.member("snapshot", report.snapshot.description)
            json.array("lists") { array in
                for line in report.lines { array.object { write(line, &$0) } }
            }
        }
        return output.text
    }

    private static func write(_ line: ListImportReport.Line, _ json: inout JSONOutput) {
        let list = line.list
        json.member("list", list.listID)
        json.member("format", list.format.rawValue)
        json.member("version", list.version.description)
        json.member("before", line.before?.description)
        json.member("identical", line.isIdentical)
        json.member("published", list.publishDate?.description)
        json.object("types") { inner in list.typeCounts.forEach { inner.member($0.type.rawValue, $0.count) } }
        json.array("names") { names in
            for count in list.nameCounts {
                names.object { inner in
                    inner.member("quality", count.isWeak ? "weak" : "strong")
                    inner.member("script", count.script.word)
                    inner.member("count", count.count)
                }
            }
        }
        json.member("read", list.recordsRead)
        json.member("merged", list.mergedRows)
        json.member("rejected", list.rejects.count)
        json.array("files") { files in
            for source in list.sourceHashes {
                files.object { inner in
                    inner.member("file", source.file)
                    inner.member("sha256", source.hash.hex)
                }
            }
        }
        json.array("forced") { array in line.overridden.forEach { array.value($0) } }
        if let diff = line.diff {
            json.object("diff") { inner in
                inner.member("added", diff.added.count)
                inner.member("removed", diff.removed.count)
                inner.member("changed", diff.material.count)
                inner.member("changed_in_remarks", diff.nonMaterial.count)
            }
        }
    }

    static func json(_ lines: [ListPullLine]) -> String {
        var output = JSONOutput()
        output.array { array in
            for line in lines {
                array.object { json in
                    json.member("list", line.source.id)
                    switch line.result {
                    case .imported(let imported):
                        json.member("result", "imported")
                        json.object("import") { write(imported, &$0) }
                    case .confirmed(let version):
                        json.member("result", "confirmed")
                        json.member("version", version.description)
                    case .rolledBack(let version):
                        json.member("result", "rolled-back")
                        json.member("version", version.description)
                    case .failed(let error):
                        json.member("result", "failed")
                        json.member("error", error.message)
                        json.member("remedy", error.remedy)
                    }
                }
            }
        }
        return output.text
    }

    // MARK: Differences, proofs, entries

    static func json(_ diff: ListDiff) -> String {
        var output = JSONOutput()
        func write(_ changes: [ListDiff.Change], _ name: String, _ json: inout JSONOutput) {
            json.array(name) { array in
                for change in changes {
                    array.object { item in
                        item.member("entry", change.entryID)
                        item.array("fields") { fields in
                            for field in change.values {
                                fields.object { inner in
                                    inner.member("field", field.name)
                                    inner.member("material", field.isMaterial)
                                    inner.array("old") { values in field.old.forEach { values.value($0) } }
                                    inner.array("new") { values in field.new.forEach { values.value($0) } }
                                }
                            }
                        }
                    }
                }
            }
        }
        output.object { json in
            json.array("added") { array in diff.added.forEach { array.value($0) } }
            json.array("removed") { array in diff.removed.forEach { array.value($0) } }
            write(diff.material, "changed", &json)
            write(diff.nonMaterial, "changed_in_remarks", &json)
        }
        return output.text
    }

    static func json(_ proofs: [ListProof]) -> String {
        var output = JSONOutput()
        output.object { json in
            json.member("ok", proofs.allSatisfy { $0.faults.isEmpty })
            json.array("checked") { array in
                for proof in proofs {
                    array.object { item in
                        item.member("subject", proof.subject)
                        item.array("faults") { faults in proof.faults.forEach { faults.value($0) } }
                    }
                }
            }
        }
        return output.text
    }

    static func json(_ entry: ListEntry, _ list: ImportedList) -> String {
        var output = JSONOutput()
        output.object { json in
            json.member("list", list.listID)
            json.member("entry", entry.entryID)
            json.member("list_version", list.version.description)
            json.member("entry_hash", entry.materialHash.description)
            json.member("at", entry.source)
            json.object("fields") { inner in
                for field in entry.fields {
                    inner.array(field.name.replacing(" ", with: "_")) { values in
                        field.values.forEach { values.value($0) }
                    }
                }
            }
        }
        return output.text
    }
}
