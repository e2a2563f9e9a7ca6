extension BundledTables {
    /// sanctions-lists/names/han-korean.txt without its comments; written by scripts/embed-tables.py.
    static let hanKorean = """
        kim: 金
        ri: 李 利 里
        pak: 朴
        choe: 崔
        jong: 鄭 丁 正 鐘 鍾 宗 政 廷 貞 定 郑 钟 贞
        kang: 姜 康 強 江 强
        jo: 趙 曹 祖 朝 赵
        yun: 尹 潤 允 润
        jang: 張 章 長 张 长
        rim: 林
        han: 韓 漢 韩 汉
        o: 吳 吴
        so: 徐 西 书 書
        sin: 申 辛 信 新
        kwon: 權 权
        hwang: 黃 黄
        an: 安
        song: 宋 成 星 聖 城 松 盛
        ryu: 柳 劉 刘
        hong: 洪 紅 弘 红 鴻 鸿
        jon: 全 田 前
        ko: 高
        mun: 文
        yang: 梁 楊 陽 杨
        son: 孫 孙 善 先 宣
        pae: 裵
        paek: 白 伯
        ho: 許 浩 虎 鎬 许 镐 好
        nam: 南 男
        sim: 沈 深
        ro: 盧 魯 卢 鲁
        ha: 河 夏
        kwak: 郭
        cha: 車 车
        ju: 朱 周 主 柱 珠
        u: 禹 宇 友 雨
        ku: 具 九 求
        min: 閔 民 敏 闵
        na: 羅 罗
        jin: 陳 鎮 真 珍 進 振 陈 镇 进
        ji: 池 智 志 地 芝
        om: 嚴 严
        chae: 蔡 采
        won: 元 源 原 園
        chon: 千 天
        kong: 孔 公 功
        hyon: 玄 賢 鉉 顯 贤 显 炫
        ham: 咸
        pang: 方 房
        un: 恩 雲 銀 殷 云 银
        il: 日 一
        yong: 永 英 榮 泳 龍 勇 容 荣 龙 鎔
        chol: 哲 鐵 喆 铁
        su: 洙 秀 守 壽 水 寿 樹
        myong: 明 命 鳴 銘 铭
        sok: 石 錫 碩 锡
        kyong: 慶 京 景 敬 庆
        kwang: 光 廣 广
        hyok: 赫 革
        chun: 春 俊 準
        jun: 俊 駿 準 峻 骏
        hak: 學 鶴 学 鹤
        sung: 承 勝 昇 胜
        tae: 泰 太 台 大
        sang: 相 尚 祥
        gun: 根 建 健
        kyu: 奎 圭
        chang: 昌 昶 彰
        hui: 熙 姬 喜
        ok: 玉
        suk: 淑 叔
        ryong: 龍
        mi: 美
        se: 世
        in: 仁 寅
        chan: 燦 贊 灿
        ik: 益
        hun: 勳 勋 訓
        pom: 範 范
        pong: 峰 奉
        """
}
