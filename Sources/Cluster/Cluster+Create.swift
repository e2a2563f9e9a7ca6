import Foundation
import Glibc

/// The operating system user whom the server runs as. PostgreSQL refuses to run as root.
struct ServerUser {
    let name: String
    let id: uid_t
    let group: gid_t
    /// The words before a command that make it run as this user; empty when we are this user.
    let prefix: [String]
}

extension Cluster {
    /// The owner of the cluster that exists, else `postgres` for root and ourselves for anybody else.
    func serverUser() throws(ClusterError) -> ServerUser {
        var status = stat()
        if stat(data, &status) == 0 {
            if status.st_uid != geteuid(), geteuid() != 0 {
                let name = userName(status.st_uid) ?? "user \(status.st_uid)"
                throw ClusterError(
                    .foreignOwner, "\(data) belongs to \(name); run the command as that user or as root.")
            }
            return try user(id: status.st_uid)
        }
        guard geteuid() == 0 else { return try user(id: geteuid()) }
        guard let entry = getpwnam("postgres") else {
            throw ClusterError(
                .noUser,
                "PostgreSQL does not run as root and there is no user postgres; run: apt-get install postgresql")
        }
        return try user(id: entry.pointee.pw_uid)
    }

    private func user(id: uid_t) throws(ClusterError) -> ServerUser {
        guard let entry = getpwuid(id) else {
            throw ClusterError(.noUser, "User number \(id) has no name, which PostgreSQL needs; add it to /etc/passwd.")
        }
        let name = String(cString: entry.pointee.pw_name)
        let group = entry.pointee.pw_gid
        guard geteuid() == 0, id != 0 else {
            guard id != 0 else {
                throw ClusterError(
                    .foreignOwner, "\(data) belongs to root, as whom PostgreSQL does not run; chown it to postgres.")
            }
            return ServerUser(name: name, id: id, group: group, prefix: [])
        }
        for (program, words) in [
            ("setpriv", ["--reuid=\(id)", "--regid=\(group)", "--init-groups", "--inh-caps=-all", "--"]),
            ("runuser", ["-u", name, "--"]),
        ] {
            for folder in ["/usr/bin", "/usr/sbin", "/bin", "/sbin"] where access("\(folder)/\(program)", X_OK) == 0 {
                return ServerUser(name: name, id: id, group: group, prefix: ["\(folder)/\(program)"] + words)
            }
        }
        throw ClusterError(.noUser, "Neither setpriv nor runuser is installed; run: apt-get install util-linux")
    }

    func userName(_ id: uid_t) -> String? { getpwuid(id).map { String(cString: $0.pointee.pw_name) } }

    /// Makes the home and the folder of the cluster, writable and reachable for the server's user.
    func prepareHome() throws(ClusterError) {
        do {
            try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        } catch {
            throw ClusterError(
                .homeUnusable, "\(home) cannot be made: check the folder above it or choose another AMPLOMB_HOME.")
        }
        guard access(home, W_OK) == 0 else {
            throw ClusterError(
                .homeUnusable, "\(home) cannot be written; choose another AMPLOMB_HOME or its owner's account.")
        }
    }

    /// Makes the database in a folder beside and moves it into place whole, so that an interrupted one never counts.
    func create(_ programs: Programs, _ owner: ServerUser) throws(ClusterError) {
        try makeFolder(owner)
        let fresh = "\(folder)/data.new"
        try? FileManager.default.removeItem(atPath: fresh)
        let made = try ChildProcess.run(
            owner.prefix + [
                programs.path("initdb"), "-D", fresh, "-U", "postgres", "-E", "UTF8", "--locale=C", "--data-checksums",
                "--auth-local=peer", "--auth-host=reject", "--no-instructions",
            ])
        guard made.status == 0 else { throw failure(made.output, .startFailed, "could not make its database") }
        try writeFile("\(fresh)/amplomb.conf", settings(walCompression(programs, owner, fresh)), owner)
        try writeFile("\(fresh)/pg_hba.conf", "local all all peer map=amplomb\n", owner)
        try writeFile("\(fresh)/pg_ident.conf", identities(owner), owner)
        let main = "\(fresh)/postgresql.conf"
        let given = (try? String(contentsOfFile: main, encoding: .utf8)) ?? ""
        try writeFile(main, given + "\ninclude 'amplomb.conf'\n", owner)
        let single = owner.prefix + [programs.path("postgres"), "--single", "-D", fresh, "postgres"]
        let database = try ChildProcess.run(single, input: "CREATE DATABASE \(Cluster.database)\n")
        guard database.status == 0, !database.output.contains("ERROR:") else {
            throw failure(database.output, .startFailed, "could not make its database")
        }
        guard rename(fresh, data) == 0 else {
            throw ClusterError(
                .homeUnusable, "\(data) cannot be put in place; remove what stands there or choose another home.")
        }
    }

    private func makeFolder(_ owner: ServerUser) throws(ClusterError) {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw ClusterError(.homeUnusable, "\(folder) cannot be made; choose another AMPLOMB_HOME.")
        }
        guard geteuid() == 0 else { return }
        guard chown(folder, owner.id, owner.group) == 0 else {
            throw ClusterError(.homeUnusable, "\(folder) cannot be given to \(owner.name); choose a local file system.")
        }
        var status = stat()
        if stat(home, &status) == 0, status.st_mode & 0o001 == 0 { chmod(home, status.st_mode & 0o7777 | 0o001) }
        let reach = try ChildProcess.run(owner.prefix + ["/usr/bin/test", "-w", folder])
        guard reach.status == 0 else {
            throw ClusterError(
                .homeUnusable,
                "User \(owner.name), as whom PostgreSQL runs, cannot enter \(folder); "
                    + "run chmod o+x on the folders above it or choose another AMPLOMB_HOME.")
        }
    }

    /// Replaces a file whole and gives it to the server's user.
    func writeFile(_ path: String, _ text: String, _ owner: ServerUser) throws(ClusterError) {
        let fresh = path + ".new"
        do {
            try Data(text.utf8).write(to: URL(filePath: fresh))
        } catch {
            throw failure("\(error)", .homeUnusable, "could not write \(path)")
        }
        chmod(fresh, 0o600)
        if geteuid() == 0 { chown(fresh, owner.id, owner.group) }
        guard rename(fresh, path) == 0 else {
            throw ClusterError(.homeUnusable, "\(path) cannot be written; check the mode of its folder.")
        }
    }

    /// The local users who may take the roles: the server's own user, root, and the user who runs this.
    func identities(_ owner: ServerUser) -> String {
        var names = [owner.name, "root"]
        if let name = userName(geteuid()) { names.append(name) }
        return Set(names).sorted().flatMap { name in
            Cluster.roles.map { "amplomb \"\(name)\" \"\($0)\"" }
        }.joined(separator: "\n") + "\n"
    }

    /// How pages are compressed that go into the log as a whole, which each page does once after a checkpoint: with
    /// PostgreSQL's own method that is a fifth of the processor in a long import, with LZ4 a twentieth. Some servers are built
    /// without LZ4, and cannot recover what one with it left after an unclean end.
    func walCompression(_ programs: Programs, _ owner: ServerUser, _ data: String) -> String {
        let asked = try? ChildProcess.run(
            owner.prefix + [
                programs.path("postgres"), "-C", "wal_compression", "-c", "wal_compression=lz4", "-D", data,
            ])
        return asked?.status == 0 ? "lz4" : "on"
    }

    /// Sizes for a small machine, durable in every respect. Statements and parameters never reach the log: they hold
    /// personal data.
    func settings(_ walCompression: String) -> String {
        let folder = folder.replacing("'", with: "''")
        return """
            listen_addresses = ''
            port = \(Cluster.port)
            unix_socket_directories = '\(folder)'
            unix_socket_permissions = 0700
            max_connections = 60
            fsync = on
            synchronous_commit = on
            full_page_writes = on
            shared_buffers = \(Cluster.sharedBuffers(memory: Cluster.memory))MB
            work_mem = 16MB
            maintenance_work_mem = 128MB
            effective_cache_size = 1GB
            wal_compression = \(walCompression)
            wal_buffers = 16MB
            min_wal_size = 256MB
            max_wal_size = 4GB
            checkpoint_timeout = 15min
            checkpoint_completion_target = 0.9
            random_page_cost = 1.1
            jit = off
            timezone = 'UTC'
            log_timezone = 'UTC'
            datestyle = 'iso, ymd'
            logging_collector = off
            log_min_messages = warning
            log_min_error_statement = panic
            log_statement = none
            log_error_verbosity = terse
            log_parameter_max_length = 0
            log_parameter_max_length_on_error = 0

            """
    }

    /// Bytes of memory of this machine, or of the container that we are in; 0 where it does not say.
    static var memory: Int {
        let machine = max(0, sysconf(Int32(_SC_PHYS_PAGES))) * max(0, sysconf(Int32(_SC_PAGESIZE)))
        let limit = (try? String(contentsOfFile: "/sys/fs/cgroup/memory.max", encoding: .utf8)).flatMap {
            Int($0.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        return min(machine, limit ?? machine)
    }

    /// Megabytes for PostgreSQL's own page cache: an eighth of the memory, as the windows of the engine need as much again. The
    /// indexes of a million sessions take half a gigabyte; what does not fit is written and read again with every batch.
    package static func sharedBuffers(memory: Int) -> Int { min(2048, max(128, memory >> 23)) }

    /// The sentence for a failed program: a full disk is told apart, else its last line is quoted.
    func failure(_ output: String, _ code: ClusterError.Code, _ what: String) -> ClusterError {
        if output.contains("No space left on device") || output.contains("Disk quota exceeded") {
            return ClusterError(.diskFull, "PostgreSQL \(what): the disk of \(home) is full; make room and repeat.")
        }
        let lines = output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        let telling =
            lines.last { $0.contains("FATAL:") || $0.contains("error:") || $0.contains("ERROR:") } ?? lines.last
        return ClusterError(code, "PostgreSQL \(what): \(telling ?? "no reason given"); see \(serverLog).")
    }
}
