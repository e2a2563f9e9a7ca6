extension BundledTables {
    /// sanctions-lists/names/han-korean.txt without its comments; written by scripts/embed-tables.py.
    static let hanKorean = """
        a: 亞 俄 兒 娥 牙 阿 雅
        ae: 哀 愛 艾 靄
        an: 安 岸 晏 案 雁
        cha: 車 车 次
        chae: 蔡 采 寨 彩 採
        chan: 燦 贊 灿 璨 瓚
        chang: 昌 昶 彰 倉 創 廠 暢 艙 蒼
        cho: 初 楚 焦 礎 肖 草
        choe: 崔
        chol: 哲 鐵 喆 铁 徹
        chon: 千 天 川 泉 穿
        chong: 晴 菁
        chu: 秋 鄒
        chun: 春
        chung: 充 忠 蟲 衝
        guk: 國 局 菊 鞠
        gun: 根 建 健 乾 楗 蹇
        ha: 河 夏 下 何 荷 賀 遐 霞
        hae: 亥 奚 楷 海 解
        hak: 學 鶴 学 鹤
        ham: 咸 涵 艦 鹹
        han: 韓 漢 韩 汉 寒 瀚 翰
        ho: 許 浩 虎 鎬 许 镐 好 呼 戶 扈 昊 湖 澔 灝 皓 祜 胡 芦 號 護 豪
        hong: 洪 紅 弘 红 鴻 鸿 泓 虹
        hui: 熙 姬 喜 僖 希 晞 曦 熹 禧 羲
        hun: 勳 勋 訓 薰
        hung: 興
        hwa: 化 和 嬅 樺 火 花 華 貨
        hwang: 黃 黄 凰 況 煌 璜 皇 篁
        hwi: 徽 暉 輝
        hyang: 享 向 香
        hye: 惠 慧 蕙
        hyo: 孝 曉 驍
        hyok: 赫 革 奕
        hyon: 玄 賢 鉉 顯 贤 显 炫 弦 泫 現 絢 縣
        hyong: 亨 兄 刑 型 瀅 炯 珩 瑩 荊 衡 邢 鎣 馨
        i: 二 以 伊 怡 爾 珥 苡
        ik: 益 翊 翌 翼
        il: 日 一 溢 逸 鎰
        im: 任
        in: 仁 寅 人 印 引 茵
        ja: 姿 子 孜 慈 瓷 磁 紫 者 自 資
        jae: 再 哉 在 才 材 梓 財
        jang: 張 章 長 张 长 場 壯 將 庄 掌 牆 璋 臧 莊 蔣 薔 藏 裝
        je: 制 帝 弟 提 濟 第 製 諸 際 霽 題 齊
        ji: 池 智 志 地 芝 之 持 支 枝 知 祉 芷 遲
        jin: 陳 鎮 真 珍 進 振 陈 镇 进 晉 晋 榛 津 秦 臻 辰 震
        jo: 趙 曹 祖 朝 赵 俎 兆 操 晁 漕 潮 照 祚 糟 組
        jon: 全 田 前 佺 傳 典 展 戰 銓 錢 電
        jong: 鄭 丁 正 鐘 鍾 宗 政 廷 貞 定 郑 钟 贞 井 亭 呈 庭 征 情 挺 晶 楨 禎 程 精 艇 霆 靖 靜 頂 鼎
        ju: 朱 周 主 柱 珠 住 姝 州 注 洲 澍 舟 鑄
        jun: 俊 準 駿 峻 骏 竣 雋 准
        jung: 中 仲 衆 重
        ka: 加 可 哥 嘉 家 柯 歌 珂 稼 街 賈 軻 駕
        kang: 姜 康 強 江 强 剛 崗 慷 疆 綱 羌 講 鋼
        ki: 企 其 冀 圻 基 奇 岐 技 旗 期 杞 棋 機 氣 淇 琦 琪 祁 祺 紀 綺 騏 驥 麒
        kil: 佶 吉
        kim: 金
        ko: 高 古 固 股 辜 顧
        kol: 傑 杰
        kong: 孔 公 功 工 恭 控 空 貢 鞏
        ku: 具 九 求 丘 久 仇 俱 勾 區 口 寇 構 歐 瞿 舊 苟 邱
        kum: 今 琴 錦
        kun: 勤 槿 瑾 芹 謹 近
        kwak: 郭
        kwan: 冠 官 管 觀 關
        kwang: 光 廣 广 匡
        kwon: 權 权 卷
        kye: 啓 季 桂 溪 界 系 繼 計
        kyo: 交 僑 喬 嬌 嶠 巧 橋 矯
        kyom: 謙
        kyong: 慶 京 景 敬 庆 勁 卿 庚 憬 擎 暻 更 炅 璟 瓊 競 經 耿
        kyu: 奎 圭 揆 硅 規
        kyun: 均 筠 鈞
        ma: 瑪 磨 馬 麻
        mae: 妹 媒 梅 邁
        man: 万 曼 滿 灣 萬 蔓 蠻
        mi: 美 媚 彌 微 湄 眉 米 薇
        min: 閔 民 敏 闵 旻 玟 珉
        mo: 冒 慕 母 毛 牟 牡 矛 茅 謀 謨
        mok: 木 沐 牧 睦 穆
        mu: 務 巫 无 武 毋 無 繆 茂 貿
        muk: 墨 默
        mun: 文 汶 聞 門 雯
        myong: 明 命 鳴 銘 铭 名 茗
        na: 羅 罗 娜 那
        nam: 南 男 楠
        o: 吳 吴 於 漁 語 馭 魚 五 伍 傲 吾 奧 悟 敖 梧 澳
        ok: 玉 億 沃 鈺
        om: 嚴 严 儼
        on: 偃 彦 言 諺 溫 蘊
        pae: 裵 倍 培 拜 裴
        paek: 白 伯 柏 百
        pak: 朴 博 樸 璞 舶 薄
        pan: 半 攀 潘 班 盤 盼 磐 般
        pang: 方 房 坊 放 昉 榜 芳 邦 防 龐
        pi: 皮
        pil: 弼 必 畢 筆
        pin: 彬 斌 濱 賓 頻
        po: 保 報 寶 普 步 甫
        pok: 伏 卜 宓 復 服 福 馥
        pom: 範 范 凡 帆 梵 泛
        pon: 本
        pong: 峰 奉 封 峯 烽 蓬 鋒 鳳
        pyo: 彪 標 表 飄
        pyon: 卞 變 邊
        pyong: 丙 炳 病 秉
        rae: 來 萊
        ran: 欒 瀾 蘭 鸞
        ri: 李 利 里 梨 理 莉 裏
        rim: 林 琳 臨 霖
        rin: 藺 麟
        ro: 盧 魯 卢 鲁 勞 老 蘆 路 露 鷺
        rye: 禮
        ryo: 儷 勵 呂 旅 礪 麗 黎
        ryon: 璉 聯 蓮 連
        ryong: 龍 龙 寧 令 嶺 翎 靈 齡
        ryu: 柳 劉 刘 流
        ryul: 律 慄 栗
        sa: 使 俟 司 四 士 師 思 斯 沙 社 絲 舍 莎 詞 謝 賜
        sam: 三 杉
        san: 山 珊
        sang: 相 尚 祥 上 商 常 桑 湘 爽 翔 霜
        se: 世 歲
        si: 始 市 施 時 柴 詩
        sik: 式 息 植 食
        sim: 沈 深 審 尋 心 沁 諶
        sin: 申 辛 信 新 宸 晨 神 臣 莘 薪 迅
        so: 徐 西 书 書 瑞 絮 胥 舒 召 小 少 巢 昭 瀟 笑 簫 素 紹 蕭 蘇 邵 韶
        sok: 石 錫 碩 锡 席
        sol: 薛 設 雪
        son: 孫 孙 善 先 宣 仙 嬋 瑄 璇 禪 船 鮮 遜
        song: 宋 成 星 聖 城 松 盛 晟 省 聲 誠 醒 頌
        su: 洙 秀 守 壽 水 寿 樹 修 帥 手 數 隋 隨 需 須 首
        suk: 淑 叔 肅
        sul: 術
        sun: 循 恂 洵 淳 珣 盾 純 舜 荀 蓴 詢 順
        sung: 承 勝 昇 胜 丞 僧
        tae: 泰 太 台 大 代 岱 帶 戴 臺 邰
        tak: 倬 卓 濯 琢 鐸
        tal: 達
        tam: 湛 澹 覃 談 譚
        tan: 丹 但 單 團 旦 檀 段 端 鍛
        to: 刀 圖 塗 導 屠 島 度 桃 燾 道 都 陶 韜
        tok: 德
        tong: 仝 冬 動 同 東 桐 棟 洞 潼 瞳 童 董 銅
        tu: 斗 杜 竇 豆
        u: 禹 宇 友 雨 于 佑 優 尤 牛 祐 羽 虞
        ui: 依 儀 宜 意 懿 毅 義 誼 醫
        uk: 勖 彧 旭 昱 煜 郁
        um: 吟 陰 音
        un: 恩 雲 銀 殷 云 银 芸 運 韻
        ung: 熊 雄
        wan: 婉 完 琬 莞 阮
        wang: 旺 汪 王
        wi: 位 偉 危 威 尉 爲 瑋 緯 衛 韋 魏
        wol: 月 越
        won: 元 源 原 園 員 圓 媛 沅 瑗 苑 袁 轅 遠 院
        yang: 梁 楊 陽 杨 揚 洋 煬 羊 襄
        ye: 倪 睿 芮 藝 詣 豫 銳
        yo: 余 如 汝 璵 茹 餘
        yol: 悅 閱
        yom: 炎 焰 琰 苒 閻 鹽
        yon: 娟 延 淵 然 燃 燕 硯 緣 衍 軟 鳶
        yong: 永 英 榮 泳 勇 容 荣 鎔 嶸 影 楹 瀛 營 瑛 瓔 盈 穎 纓 詠 迎 鍈 榕 溶 用 蓉 鏞
        yu: 唯 宥 庾 悠 惟 愉 有 油 游 濡 猶 瑜 由 維 裕 遊 酉 釉
        yuk: 毓 育
        yul: 聿
        yun: 尹 潤 允 润 胤 贇 閏
        """
}
