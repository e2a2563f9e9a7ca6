extension BundledTables {
    /// sanctions-lists/names/han-mandarin.txt without its comments; written by scripts/embed-tables.py.
    static let hanMandarin = """
        a: 阿 啊
        ai: 艾 爱 愛 哀
        an: 安 庵 岸 案
        ao: 敖 奥 奧 傲 澳
        ba: 巴 八 拔 霸
        bai: 白 百 柏 拜
        ban: 班 板 半 般 版
        bang: 邦 帮 榜
        bao: 包 宝 寶 鲍 鮑 保 报 報 暴
        bei: 北 贝 貝 备 備 蓓 倍
        ben: 本 奔
        bi: 毕 畢 碧 比 必 笔
        bian: 卞 边 邊 变 變
        biao: 标 標 彪 表
        bin: 斌 彬 宾 賓 滨 濱 缤
        bing: 冰 兵 炳 丙 秉 病
        bo: 博 波 伯 薄 勃 渤 播 柏
        bu: 卜 步 布 部 不
        cai: 蔡 才 财 財 材 采 彩
        can: 灿 燦 参
        cang: 仓 苍 倉
        cao: 曹 草 操
        cen: 岑
        ceng: 层
        cha: 查 茶 察
        chai: 柴
        chan: 产 產 禅 婵
        chang: 常 长 長 昌 畅 暢 厂 廠 场 場 嫦
        chao: 超 朝 潮 晁 巢
        che: 车 車 彻
        chen: 陈 陳 晨 沉 辰 臣 宸 琛
        cheng: 程 成 城 承 诚 誠 澄 呈 称
        chi: 池 迟 遲 驰 馳 赤 持
        chong: 冲 崇 充 重 虫
        chou: 仇 周
        chu: 褚 楚 储 儲 初 出 处 處
        chuan: 川 传 傳 船 穿
        chuang: 创 創 闯
        chui: 吹
        chun: 春 纯 純 淳
        ci: 慈 次 词 磁
        cong: 丛 叢 聪 聰 从
        cui: 崔 翠
        cun: 村 存
        da: 达 達 大 答
        dai: 戴 代 岱 带
        dan: 丹 单 旦 但
        dang: 党 黨 当
        dao: 道 刀 岛 島 导 導
        de: 德 的 得
        deng: 邓 鄧 登 灯 等
        di: 狄 迪 地 弟 帝 第 邸 低
        dian: 电 電 典 点 店
        diao: 刁
        ding: 丁 定 鼎 顶
        dong: 董 东 東 冬 栋 棟 动 動 洞
        dou: 窦 豆 斗
        du: 杜 都 独 度 督
        duan: 段 端
        dun: 敦 盾
        duo: 多 朵
        e: 鄂 娥 俄 额
        en: 恩
        er: 尔 爾 二 儿
        fa: 发 發 法
        fan: 范 範 樊 凡 帆 繁 泛
        fang: 方 房 芳 放 防 坊
        fei: 费 費 飞 飛 菲 斐 妃
        fen: 芬 奋 分
        feng: 冯 馮 封 丰 風 风 峰 锋 鋒 凤 鳳 枫
        fu: 傅 付 符 福 富 夫 伏 扶 甫 复 復 芙 服 府 馥
        gai: 盖 改
        gan: 甘 干 赣 感
        gang: 刚 剛 钢 鋼 岗 港 纲
        gao: 高 皋
        ge: 葛 戈 哥 格 阁 歌
        gen: 根
        geng: 耿 庚 更
        gong: 龚 龔 宫 宮 工 公 功 贡 巩 弓 恭
        gou: 勾 苟 构
        gu: 顾 顧 谷 古 固 辜 股
        guan: 关 關 管 冠 官 观
        guang: 光 广 廣
        gui: 桂 贵 貴 归 歸 规
        guo: 郭 国 國 果 过
        ha: 哈
        hai: 海 亥
        han: 韩 韓 汉 漢 寒 涵 翰 晗
        hang: 航 杭
        hao: 郝 浩 豪 昊 好 皓 号
        he: 何 贺 賀 和 河 赫 荷 合 鹤 鶴
        hei: 黑
        heng: 恒 恆 衡 亨 横
        hong: 洪 红 紅 宏 鸿 鴻 弘 虹 泓
        hou: 侯 后 後 厚
        hu: 胡 虎 湖 护 沪 户 扈
        hua: 华 華 花 化 画
        huai: 怀 懷 淮
        huan: 欢 环 環 桓 焕
        huang: 黄 黃 皇 煌 凰
        hui: 惠 慧 辉 輝 会 會 徽 汇 匯 回 卉 晖
        huo: 霍 火 货
        ji: 吉 纪 紀 季 姬 基 集 机 機 继 冀 济 濟 技 计 計 籍 际 及
        jia: 贾 賈 家 佳 嘉 加 甲 驾
        jian: 简 健 建 剑 劍 坚 堅 见 舰 监 鉴 俭
        jiang: 江 蒋 蔣 姜 将 疆 讲
        jiao: 焦 交 娇 教 角
        jie: 杰 傑 洁 潔 解 捷 介 界 街 婕 节
        jin: 金 靳 晋 锦 錦 进 進 今 津 近 瑾 劲
        jing: 京 景 静 靜 晶 敬 经 經 井 荆 精 竞 菁 靖
        jiong: 炯
        jiu: 九 久 旧
        ju: 菊 巨 聚 鞠 居 举 局
        juan: 娟 卷 隽
        jue: 觉 珏 爵
        jun: 军 軍 君 俊 钧 鈞 骏 均 峻
        kai: 凯 凱 开 開 楷
        kan: 阚 看
        kang: 康 抗 亢
        ke: 柯 科 可 克 珂
        kong: 孔 空 控
        kou: 寇 口
        kuai: 快
        kuang: 邝 鄺 匡 矿 礦
        kun: 昆 坤 鲲
        lai: 赖 賴 来 來 莱
        lan: 兰 蘭 蓝 藍 岚 览
        lang: 郎 朗 浪
        lao: 劳 老
        lei: 雷 磊 蕾
        leng: 冷
        li: 李 黎 厉 力 立 丽 麗 利 莉 理 礼 禮 历 励 里 梨 砺
        lian: 连 連 廉 莲 联 聯
        liang: 梁 良 亮 粮 梁 量 凉
        liao: 廖 辽 遼
        lie: 列
        lin: 林 琳 霖 麟 临 臨 蔺 邻
        ling: 凌 玲 灵 靈 令 岭 龄 翎
        liu: 刘 劉 柳 流 六
        long: 龙 龍 隆
        lou: 娄 楼 樓
        lu: 卢 盧 陆 陸 鲁 魯 路 芦 禄 鹿 露
        luan: 栾
        lun: 伦 轮 論
        luo: 罗 羅 洛 骆 駱 络
        lv: 吕 呂 绿 律 旅
        ma: 马 馬 麻 玛
        mai: 麦 迈
        man: 满 曼 蔓
        mang: 芒
        mao: 毛 茅 茂 贸 貿 矛
        mei: 梅 美 媒 眉 妹
        men: 门 門
        meng: 孟 蒙 梦 夢 萌
        mi: 米 密 弥 蜜
        mian: 棉 绵
        miao: 苗 妙 淼
        min: 闵 闽 民 敏 旻 珉
        ming: 明 名 铭 銘 鸣 命
        mo: 莫 墨 磨
        mou: 牟 谋
        mu: 穆 木 牧 沐 慕 母
        na: 娜 那 纳
        nan: 南 楠 男
        neng: 能
        ni: 倪 妮
        nian: 年 念
        nie: 聂 聶
        ning: 宁 寧 凝 甯
        niu: 牛 钮
        nong: 农 農
        ou: 欧 歐
        pan: 潘 盘 盼
        pang: 庞 龐
        pei: 裴 佩 培 沛
        peng: 彭 鹏 鵬 朋 蓬 澎
        pi: 皮
        ping: 平 萍 苹
        pu: 蒲 浦 普 朴
        qi: 齐 齊 戚 祁 琦 琪 奇 启 啟 其 旗 气 企 七 期 骐 绮
        qian: 钱 錢 千 谦 前 乾 倩 茜 潜
        qiang: 强 強 墙
        qiao: 乔 喬 桥 巧 侨
        qin: 秦 琴 勤 钦 芹 覃
        qing: 青 清 庆 慶 卿 晴 情
        qiong: 琼 瓊
        qiu: 邱 丘 秋 裘 求
        qu: 曲 屈 瞿 区
        quan: 全 权 權 泉
        que: 阙
        qun: 群
        ran: 冉 然 燃
        rao: 饶
        ren: 任 仁 人
        ri: 日
        rong: 荣 榮 容 戎 融 蓉 溶
        ru: 如 汝 茹
        ruan: 阮 软 軟
        rui: 瑞 睿 锐 芮 蕊
        run: 润 潤
        ruo: 若
        sai: 赛
        san: 三
        sang: 桑
        sha: 沙 莎
        shan: 山 单 善 杉 珊 闪 陕
        shang: 尚 商 上
        shao: 邵 少 绍 韶
        she: 佘 社 舍 设
        shen: 沈 申 慎 深 神 审
        sheng: 盛 生 胜 勝 声 升 圣 省
        shi: 石 史 施 时 時 世 师 師 士 市 实 實 诗 始 十 食 式
        shou: 寿 首 守 手
        shu: 舒 树 樹 书 書 淑 术 術 数 數 属
        shuai: 帅
        shuang: 双 爽
        shui: 水
        shun: 顺 順 舜
        si: 司 思 斯 四 丝
        song: 宋 松 颂
        su: 苏 蘇 素 速 肃
        sui: 隋 随 岁
        sun: 孙 孫
        suo: 索
        tai: 太 泰 台 臺 邰
        tan: 谭 譚 谈 檀 坦
        tang: 唐 汤 湯 堂 糖
        tao: 陶 涛 濤 桃 韬
        teng: 滕 腾 騰
        ti: 体 提
        tian: 田 天 甜
        tie: 铁 鐵
        ting: 婷 庭 廷 亭 挺
        tong: 童 佟 通 同 彤 统 桐 铜
        tu: 涂 屠 图 土
        tuan: 团 團
        wan: 万 萬 婉 湾 完
        wang: 王 汪 旺 望 网 網
        wei: 魏 韦 韋 卫 衛 伟 偉 威 维 維 为 巍 薇 微 炜 位 尉
        wen: 文 温 溫 闻 聞 雯
        weng: 翁
        wo: 沃
        wu: 吴 吳 武 伍 邬 五 物 务 無 无 巫
        xi: 习 習 席 西 希 喜 溪 系 熙 锡 曦 息 奚
        xia: 夏 霞 侠 下
        xian: 先 贤 賢 县 显 冼 现 仙
        xiang: 向 项 項 祥 香 翔 湘 相 享
        xiao: 肖 萧 蕭 晓 曉 小 孝 笑 霄 潇
        xie: 谢 謝 解 协 協 燮
        xin: 辛 新 心 欣 信 鑫 馨 昕
        xing: 邢 兴 興 星 行 幸 型 杏
        xiong: 熊 雄 兄
        xiu: 修 秀 休
        xu: 徐 许 許 旭 胥 续 绪 需
        xuan: 宣 轩 萱 玄 璇
        xue: 薛 雪 学 學 血
        xun: 荀 勋 寻 训 迅
        ya: 亚 亞 雅 娅 牙
        yan: 严 嚴 颜 顏 阎 閻 燕 言 彦 研 岩 盐 艳 延 炎 晏 焰 妍
        yang: 杨 楊 阳 陽 扬 洋 羊 央
        yao: 姚 耀 瑶 尧 药
        ye: 叶 葉 业 業 野 烨
        yi: 易 伊 一 义 義 益 怡 毅 艺 宜 以 亿 仪 儀 逸 艺 意 依 医 奕
        yin: 尹 殷 银 銀 印 音 阴 引 胤
        ying: 应 應 英 颖 影 盈 莹 迎 营 瑛 鹰
        yong: 雍 永 勇 咏 用 泳
        you: 游 尤 友 有 油 优 由 佑
        yu: 于 余 俞 喻 虞 玉 宇 雨 裕 语 羽 育 愉 渔 鱼 豫 昱 煜 郁 禹 域
        yuan: 袁 元 原 远 遠 园 源 院 苑 媛 员 圆 渊
        yue: 岳 月 越 悦 粤 乐
        yun: 云 雲 运 運 芸 韵 允 贠
        zai: 再 在
        zang: 臧 藏
        ze: 泽 澤 则
        zeng: 曾 增
        zha: 扎
        zhai: 翟 寨
        zhan: 詹 湛 展 占 战
        zhang: 张 張 章 掌 漳 璋
        zhao: 赵 趙 兆 昭 照 召
        zhe: 哲 浙 者
        zhen: 甄 珍 真 振 镇 震 贞 臻
        zheng: 郑 鄭 正 政 征 峥 争 证
        zhi: 志 智 治 之 芝 支 知 制 製 直 职 植 质 织 枝
        zhong: 钟 鐘 鍾 仲 中 忠 众 重 终
        zhou: 周 州 洲 舟
        zhu: 朱 祝 竹 珠 主 住 筑 柱 注 诸 铸
        zhuang: 庄 莊 装 壮
        zhuo: 卓 琢
        zi: 子 紫 资 資 梓 自 姿
        zong: 宗 综 总 總
        zou: 邹 鄒
        zu: 祖 组 组
        zuo: 左 作 佐 座
        """
}
