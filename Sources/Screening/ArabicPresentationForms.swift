/// Arabic presentation forms (U+FB50...U+FEFC) and the letters they stand for (compatibility decompositions of
/// Unicode 15), as `first-last=letter+letter` in hexadecimal.
enum ArabicPresentationForms {
    private static let source = """
        fb50-fb51=671 fb52-fb55=67b fb56-fb59=67e fb5a-fb5d=680 fb5e-fb61=67a fb62-fb65=67f fb66-fb69=679 \
        fb6a-fb6d=6a4 fb6e-fb71=6a6 fb72-fb75=684 fb76-fb79=683 fb7a-fb7d=686 fb7e-fb81=687 fb82-fb83=68d \
        fb84-fb85=68c fb86-fb87=68e fb88-fb89=688 fb8a-fb8b=698 fb8c-fb8d=691 fb8e-fb91=6a9 fb92-fb95=6af \
        fb96-fb99=6b3 fb9a-fb9d=6b1 fb9e-fb9f=6ba fba0-fba3=6bb fba4-fba5=6d5 fba6-fba9=6c1 fbaa-fbad=6be \
        fbae-fbb1=6d2 fbd3-fbd6=6ad fbd7-fbd8=6c7 fbd9-fbda=6c6 fbdb-fbdc=6c8 fbde-fbdf=6cb fbe0-fbe1=6c5 \
        fbe2-fbe3=6c9 fbe4-fbe7=6d0 fbe8-fbe9=649 fbfc-fbff=6cc fc5b-fc5b=630 fc5c-fc5c=631 fc5d-fc5d=649 \
        fc90-fc90=649 fcd9-fcd9=647 fcf2-fcf4=640 fd3c-fd3d=627 fe71-fe71=640 fe77-fe77=640 fe79-fe79=640 \
        fe7b-fe7b=640 fe7d-fe7d=640 fe7f-fe7f=640 fe80-fe80=621 fe81-fe84=627 fe85-fe86=648 fe87-fe88=627 \
        fe89-fe8c=64a fe8d-fe8e=627 fe8f-fe92=628 fe93-fe94=629 fe95-fe98=62a fe99-fe9c=62b fe9d-fea0=62c \
        fea1-fea4=62d fea5-fea8=62e fea9-feaa=62f feab-feac=630 fead-feae=631 feaf-feb0=632 feb1-feb4=633 \
        feb5-feb8=634 feb9-febc=635 febd-fec0=636 fec1-fec4=637 fec5-fec8=638 fec9-fecc=639 fecd-fed0=63a \
        fed1-fed4=641 fed5-fed8=642 fed9-fedc=643 fedd-fee0=644 fee1-fee4=645 fee5-fee8=646 fee9-feec=647 \
        feed-feee=648 feef-fef0=649 fef1-fef4=64a fef5-fefc=644+627
        """

    private static let table: [UInt32: [UInt32]] = {
        var table: [UInt32: [UInt32]] = [:]
        for item in source.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let sides = item.split(separator: "=")
            guard sides.count == 2 else { continue }
            let range = sides[0].split(separator: "-").compactMap { UInt32($0, radix: 16) }
            let letters = sides[1].split(separator: "+").compactMap { UInt32($0, radix: 16) }
            guard range.count == 2, letters.count > 0, range[0] <= range[1] else { continue }
            for scalar in range[0]...range[1] { table[scalar] = letters }
        }
        return table
    }()

    /// The letters `scalar` stands for, nil if it is no presentation form.
    static func letters(of scalar: UInt32) -> [UInt32]? {
        guard scalar >= 0xFB50 && scalar <= 0xFEFC else { return nil }
        return table[scalar]
    }
}
