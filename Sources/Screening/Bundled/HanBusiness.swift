extension BundledTables {
    /// sanctions-lists/names/han-business.txt without its comments; written by scripts/embed-tables.py.
    static let hanBusiness = """
        kabushiki kaisha: 株式会社
        yugen kaisha: 有限会社
        godo kaisha: 合同会社
        co ltd: 有限责任公司 有限責任公司 股份有限公司 有限公司 股份公司 总公司 總公司
        technology: 技术 技術 科技 工艺
        group: 集团 集團
        company: 公司 商社
        industry: 实业 實業 工业 工業 产业 產業
        trading: 贸易 貿易 商贸 商貿
        international: 国际 國際
        electronics: 电子 電子
        communication: 通信 通讯 通訊
        information: 信息 資訊 资讯
        bank: 银行 銀行
        investment: 投资 投資
        development: 发展 發展 开发 開發
        science: 科学 科學
        shipping: 航运 航運 海运 海運 船务 船務
        import export: 进出口 進出口
        machinery: 机械 機械
        equipment: 设备 設備 装备 裝備
        chemical: 化工 化学 化學
        energy: 能源
        petroleum: 石油
        semiconductor: 半导体 半導體
        aviation: 航空
        aerospace: 航天
        research institute: 研究所 研究院
        university: 大学 大學
        insurance: 保险 保險
        holdings: 控股
        logistics: 物流
        china: 中国 中國
        hong kong: 香港
        beijing: 北京
        shanghai: 上海
        shenzhen: 深圳
        guangdong: 广东 廣東
        guangzhou: 广州 廣州
        jiangsu: 江苏 江蘇
        zhejiang: 浙江
        shandong: 山东 山東
        sichuan: 四川
        tianjin: 天津
        chongqing: 重庆 重慶
        dalian: 大连 大連
        dandong: 丹东 丹東
        hunan: 湖南
        hubei: 湖北
        henan: 河南
        hebei: 河北
        shaanxi: 陕西 陝西
        factory: 工厂 工廠 厂 廠
        materials: 材料
        network: 网络 網絡
        software: 软件 軟體
        systems: 系统 系統
        limited: 有限
        supply chain: 供应链
        optical: 光电 光電 光学
        instrument: 仪器 儀器
        precision: 精密
        intelligent: 智能
        digital: 数字 数码
        branch: 分公司
        manufacturing: 制造 製造
        production: 生产 生產
        automation: 自动化 自動化
        robot: 机器人 機器人
        drone: 无人机 無人機
        engineering: 工程
        construction: 建设 建設 建筑 建築
        real estate: 房地产 房地產 地产 地產 置业 置業
        property: 物业 物業
        architecture: 建筑设计
        design: 设计 設計
        consulting: 咨询 諮詢 顾问 顧問
        service: 服务 服務
        management: 管理
        finance: 金融
        securities: 证券 證券
        fund: 基金
        foundation: 基金会 基金會
        trust: 信托 信託
        asset: 资产 資產
        capital: 资本 資本
        leasing: 租赁 租賃 融资租赁
        exchange: 交易所
        electric: 电气 電氣
        electric appliance: 电器 電器
        power: 电力 電力
        battery: 电池 電池
        photovoltaic: 光伏
        solar: 太阳能 太陽能
        wind: 风电 風電 风力 風力
        hydro: 水电 水電
        nuclear: 核电 核電 核工业 核工業
        coal: 煤炭 煤业 煤業
        mining: 矿业 礦業
        steel: 钢铁 鋼鐵
        metal: 金属 金屬
        aluminum: 铝业 鋁業
        copper: 铜业 銅業
        nonferrous: 有色金属 有色金屬
        natural gas: 天然气 天然氣
        gas: 燃气 燃氣
        petrochemical: 石化
        refinery: 炼油 煉油
        oilfield: 油田
        chemical industry: 化学工业 化學工業
        fertilizer: 化肥
        plastics: 塑料 塑膠
        rubber: 橡胶 橡膠
        glass: 玻璃
        ceramics: 陶瓷
        cement: 水泥
        paper: 纸业 紙業 造纸 造紙
        printing: 印刷
        packaging: 包装 包裝
        textile: 纺织 紡織
        clothing: 服装 服裝
        shoes: 鞋业 鞋業
        leather: 皮革
        furniture: 家具 傢俱
        toys: 玩具
        gifts: 礼品 禮品
        food: 食品
        beverage: 饮料 飲料
        tea: 茶叶 茶葉 茶业 茶業
        tobacco: 烟草 煙草
        wine: 酒业 酒業
        agriculture: 农业 農業
        fishery: 渔业 漁業
        aquatic products: 水产 水產
        seed: 种业 種業 种子 種子
        medicine: 医药 醫藥
        pharmaceutical: 制药 製藥 药业 藥業
        medical: 医疗 醫療
        hospital: 医院 醫院
        biotechnology: 生物科技 生物技术 生物技術
        bio: 生物
        education: 教育
        school: 学校 學校
        college: 学院 學院
        academy of sciences: 科学院 科學院
        academy: 科学研究院
        research center: 研究中心
        center: 中心
        laboratory: 实验室 實驗室
        association: 协会 協會
        federation: 联合会 聯合會
        chamber of commerce: 商会 商會
        committee: 委员会 委員會
        ministry: 部委
        culture: 文化
        media: 传媒 傳媒 媒体 媒體
        advertising: 广告 廣告
        film: 影业 影業 电影 電影
        publishing: 出版社 出版
        travel: 旅行社 旅游 旅遊
        hotel: 酒店 饭店 飯店
        restaurant: 餐饮 餐飲
        aviation industry: 航空工业 航空工業
        airlines: 航空公司
        airport: 机场 機場
        aerospace science: 航天科技
        aircraft: 飞机 飛機
        engine: 发动机 發動機
        satellite: 卫星 衛星
        shipbuilding: 造船 船舶工业 船舶工業
        ship: 船舶
        heavy industry: 重工 重工业 重工業
        heavy machinery: 重型机械 重型機械
        machine tool: 机床 機床
        bearing: 轴承 軸承
        valve: 阀门 閥門
        pump: 泵业 泵業
        cable: 电缆 電纜 线缆 線纜
        pipe: 管业 管業 钢管 鋼管
        mold: 模具
        tools: 工具
        hardware: 五金
        automobile: 汽车 汽車
        motorcycle: 摩托车 摩托車
        auto parts: 汽车零部件 汽配
        tire: 轮胎 輪胎
        railway: 铁路 鐵路
        rail transit: 轨道交通 軌道交通
        transport: 运输 運輸 交通
        express: 快递 快遞 速递 速遞
        freight: 货运 貨運
        freight forwarding: 货代 貨代 国际货运 國際貨運
        warehousing: 仓储 倉儲
        port: 港口 港务 港務
        port affairs: 港務局
        container: 集装箱 集裝箱
        marine: 海洋
        environmental protection: 环保 環保
        water: 水务 水務
        recycling: 再生资源 再生資源
        resources: 资源 資源
        new energy: 新能源
        new materials: 新材料
        composite: 复合材料 複合材料
        carbon fiber: 碳纤维 碳纖維
        rare earth: 稀土
        special: 特种 特種
        steel pipe: 无缝钢管
        microelectronics: 微电子 微電子
        integrated circuit: 集成电路 積體電路
        chip: 芯片 晶片
        components: 元器件 元件
        sensor: 传感器 傳感器
        laser: 激光 雷射
        radar: 雷达 雷達
        navigation: 导航 導航
        telecommunications: 电信 電信
        mobile: 移动 移動
        unicom: 联通 聯通
        internet: 互联网 網際網路
        cloud computing: 云计算 雲端運算
        big data: 大数据 大數據
        data: 数据 數據
        artificial intelligence: 人工智能 人工智慧
        computer: 计算机 計算機 电脑 電腦
        security: 安防 安全
        defense: 国防 國防
        weapons: 兵器 武器
        military: 军工 軍工
        photoelectric: 光电子 光電子
        optics: 光學
        instruments: 仪器仪表 儀器儀表
        measurement: 测量 測量 计量 計量
        testing: 检测 檢測
        control: 控制
        commerce: 商业 商業
        business: 商务 商務
        e commerce: 电子商务 電子商務
        supermarket: 超市
        department store: 百货 百貨
        import: 进口 進口
        export: 出口
        foreign trade: 外贸 外貿 对外贸易 對外貿易
        enterprise: 企业 企業
        united: 联合 聯合
        national: 国家 國家
        republic: 共和国 共和國
        people: 人民
        state owned: 国有 國有
        east asia: 东亚 東亞
        asia: 亚洲 亞洲
        pacific: 太平洋 太平
        global: 环球 環球 全球
        united states: 美国 美國
        russia: 俄罗斯 俄羅斯
        korea: 韩国 韓國 朝鲜 朝鮮
        japan: 日本
        singapore: 新加坡
        malaysia: 马来西亚 馬來西亞
        iran: 伊朗
        hangzhou: 杭州
        nanjing: 南京
        wuhan: 武汉 武漢
        chengdu: 成都
        xian: 西安
        qingdao: 青岛 青島
        ningbo: 宁波 寧波
        suzhou: 苏州 蘇州
        wuxi: 无锡 無錫
        dongguan: 东莞 東莞
        foshan: 佛山
        zhuhai: 珠海
        xiamen: 厦门 廈門
        fujian: 福建
        anhui: 安徽
        jiangxi: 江西
        shanxi: 山西
        liaoning: 辽宁 遼寧
        jilin: 吉林
        heilongjiang: 黑龙江 黑龍江
        yunnan: 云南 雲南
        guizhou: 贵州 貴州
        guangxi: 广西 廣西
        gansu: 甘肃 甘肅
        qinghai: 青海
        hainan: 海南
        xinjiang: 新疆
        tibet: 西藏
        inner mongolia: 内蒙古 內蒙古
        ningxia: 宁夏 寧夏
        harbin: 哈尔滨 哈爾濱
        changchun: 长春 長春
        shenyang: 沈阳 瀋陽
        jinan: 济南 濟南
        yantai: 烟台 煙台
        zhengzhou: 郑州 鄭州
        changsha: 长沙 長沙
        fuzhou: 福州
        kunming: 昆明
        hefei: 合肥
        macau: 澳门 澳門
        taiwan: 台湾 台灣 臺灣
        taipei: 台北 臺北
        kunshan: 昆山
        yiwu: 义乌 義烏
        wenzhou: 温州 溫州
        shijiazhuang: 石家庄 石家莊
        taiyuan: 太原
        urumqi: 乌鲁木齐 烏魯木齊
        lanzhou: 兰州 蘭州
        hohhot: 呼和浩特
        """
}
