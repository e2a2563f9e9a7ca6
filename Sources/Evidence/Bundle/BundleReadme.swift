/// `data/README.txt`: how to check the bundle without our software.
enum BundleReadme {
    /// - Parameter isAttested: whether there is a file that says who made the bundle.
    static func text(_ checkpoint: Checkpoint, _ entries: [EvidenceBundle.Entry], isAttested: Bool) -> [UInt8] {
        let whole = entries.filter { $0.envelope != nil }
        let first = (whole.isEmpty ? entries : whole).min { $0.index < $1.index }
        let index = first.map { "\($0.index)" } ?? "7"
        let group = first?.parts.map(\.group).min()?.rawValue ?? "tax"
        let text = text(checkpoint.origin.text, checkpoint.size, index, group) + (isAttested ? attestation : "")
        return Array(text.utf8)
    }

    private static let attestation = """

        data/attestation.json says who made the bundle: an in-toto Statement v1 in a DSSE envelope, signed by "keyid", about
        the manifest without its own line:
             grep -v ' data/attestation.json$' manifest-sha256.txt | sha256sum
        Its key is named by an entry of kind key in this bundle, or was given to you.

        """

    private static func text(_ log: String, _ size: UInt64, _ index: String, _ group: String) -> String {
        """
        EVIDENCE BUNDLE of log \(log), checkpoint of size \(size)

        What is here
          data/evidence/N.envelope       entry N of the log, exactly the bytes that were hashed
          data/evidence/N.tlog-proof     its way to the root of the checkpoint (c2sp.org/tlog-proof@v1)
          data/evidence/N.GROUP.payload  what the entry commits to, and
          data/evidence/N.GROUP.salt     the random bytes that make the commitment unguessable
          data/evidence/N.leaf           instead of an envelope that a court ordered to remove: its leaf hash
          data/evidence/purged.tsv       payloads and envelopes that were deleted, each with the entry that says why
          data/log/checkpoint            name, size and root of the log, signed (C2SP tlog-checkpoint, Ed25519)
          data/log/keys.vkey             the log's keys: compare with the key you were given by another way
          data/log/anchors/              where the checkpoint was deposited; *.tsr are RFC 3161 time-stamps
          data/knowledge/, data/rules/   what was applied, by SHA-256: the "knowledge" line of an entry names it
          data/report/                   files of a report; their hashes stand in an entry of kind report

        With the program:  amplomb-verify FILE.zip --vkey KEY      (0 proven, 1 wrong, 2 not completed)
        With a script:     scripts/check-bundle FILE.zip KEY       (bash, coreutils, openssl, unzip)

        By hand, with sha256sum and openssl 3 alone, in the unpacked folder:

        1. Nothing was changed on the way:
             sha256sum --quiet -c tagmanifest-sha256.txt manifest-sha256.txt

        2. The checkpoint is signed by the key that you know (put it in place of data/log/keys.vkey if in doubt):
             ( printf '\\x30\\x2a\\x30\\x05\\x06\\x03\\x2b\\x65\\x70\\x03\\x21\\x00'
               head -n 1 data/log/keys.vkey | cut -d+ -f3- | base64 -d | tail -c 32 ) > pub.der
             openssl pkey -pubin -inform DER -in pub.der -out pub.pem
             head -n 3 data/log/checkpoint > body
             sed -n '5p' data/log/checkpoint | cut -d' ' -f3 | base64 -d | tail -c 64 > sig
             openssl pkeyutl -verify -pubin -inkey pub.pem -rawin -in body -sigfile sig

        3. Payload and salt give the commitment in the line "part \(group)" of the entry:
             cd data/evidence
             ( printf '\\002'; cat \(index).\(group).salt \(index).\(group).payload ) | sha256sum
             grep 'part \(group)' \(index).envelope

        4. The entry leads to the root in line 3 of the checkpoint. Its leaf hash:
             ( printf '\\000'; cat \(index).envelope ) | sha256sum
           Then along the lines of \(index).tlog-proof between "index" and the empty line. With n the index and m the size
           less one: a proof hash p stands left if n is odd or n = m, else right; the next hash is SHA-256 of the byte 01,
           the left and the right 32 bytes. If p stood left, halve n and m until n is odd or 0; then halve both once.
             ( printf '\\001'; cat LEFT RIGHT ) | sha256sum

        What a proof says: these bytes stood in the log, at this place, when the checkpoint was signed, and nothing before
        it was changed since. What it does not say: that what was recorded is true, or that nothing was left out before it
        reached the log. See docs/evidence.md.

        """
    }
}
