extension BundledTables {
    /// sanctions-lists/names/han-business.txt without its comments; written by scripts/embed-tables.py.
    static let hanBusiness = """
        co ltd: 有限责任公司 有限責任公司 股份有限公司 有限公司 有限会社 株式会社 股份公司
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
        """
}
