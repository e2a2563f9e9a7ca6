/// What kind of subject a name stands for.
package enum SubjectType: String, Sendable, CaseIterable {
    case person, company, vessel, aircraft, unknown

    /// Companies, vessels and aircraft share the rules for organisation names.
    var usesCompanyRules: Bool { self != .person }
}
