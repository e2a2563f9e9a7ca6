extension BundledTables {
    /// sanctions-lists/names/han-cantonese.txt without its comments; written by scripts/embed-tables.py.
    static let hanCantonese = """
        au: 區 区 歐 欧
        chai: 齊 齐
        cham: 湛
        chan: 陳 陈
        chau: 周 鄒 邹 仇
        chee: 池
        cheng: 鄭 郑
        cheuk: 卓
        cheung: 張 张 章
        chiang: 蔣 蒋
        chin: 錢 钱
        ching: 程
        chiu: 趙 赵 招
        cho: 曹
        choi: 蔡
        chong: 莊 庄
        chow: 巢
        choy: 崔
        chu: 朱
        chui: 徐
        chun: 秦
        chung: 鍾 锺 钟 鐘
        fan: 范 樊
        fok: 霍
        fong: 方 房 鄺 邝
        foo: 符
        fu: 傅
        fung: 馮 冯
        ha: 夏
        hau: 侯
        ho: 何
        hon: 韓 韩
        hong: 康
        hui: 許 许
        hung: 洪 孔 熊
        ip: 葉 叶
        kam: 甘 金
        kan: 簡 简
        keung: 姜
        ko: 高
        koo: 古 顧 顾
        kwan: 關 关
        kwok: 郭
        lai: 黎 賴 赖
        lam: 林 藍 蓝
        lau: 劉 刘 柳
        law: 羅 罗
        lee: 李 利
        leung: 梁
        lim: 廉
        ling: 凌
        liu: 廖
        lo: 盧 卢 勞 劳
        look: 陸 陆
        lui: 呂 吕 雷
        lung: 龍 龙
        ma: 馬 马
        mak: 麥 麦
        man: 文 萬 万
        mok: 莫
        mui: 梅
        mung: 蒙
        ng: 吳 吴 伍
        ngai: 魏 倪
        ngan: 顏 颜
        or: 柯
        pang: 彭
        poon: 潘
        shek: 石
        shiu: 邵 蕭 萧
        shum: 沈 岑
        si: 施 史
        sin: 冼 單 单
        sit: 薛
        siu: 肖
        so: 蘇 苏
        sun: 孫 孙
        sung: 宋
        sze: 司
        tai: 戴
        tam: 譚 谭 談
        tang: 鄧 邓 滕
        tin: 田
        ting: 丁
        to: 杜 陶 涂 徒
        tong: 唐 湯 汤 董
        tsang: 曾
        tse: 謝 谢
        tso: 左
        tsun: 荀
        wai: 衛 卫 韋 韦
        wan: 溫 温 尹
        wong: 黃 黄 王 汪
        woo: 胡 鄔
        wu: 烏 乌
        yam: 任
        yan: 甄 殷
        yau: 邱 丘 游 尤
        yeung: 楊 杨 陽 阳
        yik: 易
        yim: 嚴 严 閻
        yiu: 姚 饒 饶
        yu: 余 于 喻 俞
        yue: 茹
        yuen: 袁 阮
        yung: 容 翁
        """
}
