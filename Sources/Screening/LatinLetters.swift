/// Latin letters with marks and what they are without: derived from the canonical decompositions of Unicode 15,
/// plus letters without decomposition (ß, ø, đ, ł, þ ...) by usage.
enum LatinLetters {
    /// A run of code points and the ASCII letters of each.
    struct Block: Sendable {
        let first: UInt32
        let forms: [[UInt8]]
    }

    private static func letters(_ text: String, from first: UInt32) -> Block {
        var forms: [[UInt8]] = [[]]
        for byte in text.utf8 {
            if byte == 0x2C { forms.append([]) } else if byte > 0x60 { forms[forms.count - 1].append(byte) }
        }
        return Block(first: first, forms: forms)
    }

    /// Base letters of U+00C0..<U+0250, comma separated, empty where there is none.
    static let supplementAndExtended = letters(
        """
        a,a,a,a,a,a,ae,c,e,e,e,e,i,i,i,i,d,n,o,o,o,o,o,,o,u,u,u,u,y,th,ss,a,a,a,a,a,a,ae,c,e,e,e,e,i,i,i,i,\
        d,n,o,o,o,o,o,,o,u,u,u,u,y,th,y,a,a,a,a,a,a,c,c,c,c,c,c,c,c,d,d,d,d,e,e,e,e,e,e,e,e,e,e,g,g,g,g,g,g,\
        g,g,h,h,h,h,i,i,i,i,i,i,i,i,i,i,ij,ij,j,j,k,k,k,l,l,l,l,l,l,,,l,l,n,n,n,n,n,n,n,ng,ng,o,o,o,o,o,o,\
        oe,oe,r,r,r,r,r,r,s,s,s,s,s,s,s,s,t,t,t,t,t,t,u,u,u,u,u,u,u,u,u,u,u,u,w,w,y,y,y,z,z,z,z,z,z,s,b,b,,,\
        ,,o,,,d,d,,,,e,a,e,,f,,,,,i,k,k,l,,,,,o,o,o,,,,,,,,,,,,,,u,u,,,y,y,z,z,,,,,,,,,,,,,,dz,dz,dz,lj,lj,\
        lj,nj,nj,nj,a,a,i,i,o,o,u,u,u,u,u,u,u,u,u,u,e,a,a,a,a,,,,,g,g,k,k,o,o,o,o,,,j,dz,dz,dz,g,g,,,n,n,a,\
        a,,,,,a,a,a,a,e,e,e,e,i,i,i,i,o,o,o,o,r,r,r,r,u,u,u,u,s,s,t,t,,,h,h,,,,,,z,a,a,e,e,o,o,o,o,o,o,o,o,\
        y,y,,,,j,,,,,,,,,,,,,,,,,,,,,,,,,
        """, from: 0xc0)

    /// Base letters of U+1E00..<U+1F00, comma separated, empty where there is none.
    static let additional = letters(
        """
        a,a,b,b,b,b,b,b,c,c,d,d,d,d,d,d,d,d,d,d,e,e,e,e,e,e,e,e,e,e,f,f,g,g,h,h,h,h,h,h,h,h,h,h,i,i,i,i,k,k,\
        k,k,k,k,l,l,l,l,l,l,l,l,m,m,m,m,m,m,n,n,n,n,n,n,n,n,o,o,o,o,o,o,o,o,p,p,p,p,r,r,r,r,r,r,r,r,s,s,s,s,\
        s,s,s,s,s,s,t,t,t,t,t,t,t,t,u,u,u,u,u,u,u,u,u,u,v,v,v,v,w,w,w,w,w,w,w,w,w,w,x,x,x,x,y,y,z,z,z,z,z,z,\
        h,t,w,y,,s,,,ss,,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,e,e,e,e,e,e,e,e,e,e,e,e,e,e,e,e,i,\
        i,i,i,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,u,u,u,u,u,u,u,u,u,u,u,u,u,u,y,y,y,y,y,y,y,y,,,\
        ,,,,
        """, from: 0x1e00)

    /// The ASCII letters of `scalar`, nil if it is no Latin letter with a mark.
    static func base(of scalar: UInt32) -> [UInt8]? {
        let block: Block
        if scalar >= 0xC0 && scalar < 0x250 {
            block = supplementAndExtended
        } else if scalar >= 0x1E00 && scalar < 0x1F00 {
            block = additional
        } else {
            switch scalar {
            case 0x251: return [0x61]
            case 0x253: return [0x62]
            case 0x254: return [0x6F]
            case 0x256, 0x257: return [0x64]
            case 0x259: return [0x61]
            case 0x25B: return [0x65]
            case 0x260, 0x261: return [0x67]
            case 0x268, 0x26A: return [0x69]
            case 0x272: return [0x6E]
            default: return nil
            }
        }
        let forms = block.forms[Int(scalar - block.first)]
        return forms.isEmpty ? nil : forms
    }
}
