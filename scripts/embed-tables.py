"""Writes the spelling tables of sanctions-lists/names into Sources/Screening/Bundled.

The program answers from any folder, so the tables are part of it. Run this after each change of a table and commit the
table and the written Swift files together:

    python3 scripts/embed-tables.py

Comments are left out, a long line is continued with a backslash, and a table of more than 330 lines is cut into parts,
so that no file has more than 400 lines. Everything in the Bundled folder is written anew.
"""
import os,glob,re,textwrap
root=os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
src=root+'/sanctions-lists/names/'; out=root+'/Sources/Screening/Bundled/'
os.makedirs(out,exist_ok=True)
for f in glob.glob(out+'*.swift'): os.remove(f)
names=[]
def camel(s):
    p=s.split('-'); return p[0]+''.join(x.capitalize() for x in p[1:])
for f in sorted(glob.glob(src+'*.txt')):
    n=os.path.basename(f)[:-4]; c=camel(n); names.append((n,c))
    lines=[l for l in open(f,encoding='utf-8').read().split('\n') if l and not l.startswith('#')]
    # Lines of the file, comments left out; a long line is continued with a backslash.
    body=[]
    for l in lines:
        l=l.rstrip()
        while len(l)>110:
            cut=l.rfind(' ',0,110)
            body.append('        '+l[:cut+1]+'\\'); l=l[cut+1:]
        body.append('        '+l)
    parts=[]; cur=[]
    for b in body:
        cur.append(b)
        if len(cur)>=330 and not b.endswith('\\'): parts.append(cur); cur=[]
    if cur: parts.append(cur)
    for i,p in enumerate(parts):
        sfx='' if len(parts)==1 else f'Part{i+1}'
        fn=''.join(x.capitalize() for x in n.split('-'))+sfx
        with open(out+f'{fn}.swift','w',encoding='utf-8') as o:
            o.write(f'extension BundledTables {{\n    /// sanctions-lists/names/{n}.txt without its comments{"" if len(parts)==1 else f", part {i+1} of {len(parts)}"}; written by scripts/embed-tables.py.\n    static let {c}{sfx} = """\n'+'\n'.join(p)+'\n        """\n')
            if len(parts)>1 and i==0:
                o.write(f'\n    static var {c}: String {{\n        [\n')
                for k in range(len(parts)): o.write(f'            {c}Part{k+1},\n')
                o.write('        ].joined(separator: "\\n")\n    }\n')
            o.write('}\n')
with open(out+'BundledTables.swift','w') as o:
    o.write('/// The spelling tables of `sanctions-lists/names`, inside the program so that it answers from any folder.\nenum BundledTables {\n    /// File name and text of each table, in the order of their names.\n    static var all: [(file: String, text: String)] {\n        [\n')
    for n,c in names: o.write(f'            ("{n}.txt", {c}),\n')
    o.write('        ]\n    }\n}\n')
