namespace MlNetFashion.Catalogues;

/// <summary>The usual spellings of "there is no value" in tables.</summary>
static class MissingValues
{
    static readonly HashSet<string> s_spellings = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "NA", "N/A", "#N/A", "#NA", "n.a.", "n. a.", "NaN", "nan", "NULL", "(null)", "<null>", "\\N", "None", "nil", "-", "--", "---", "–", "—", "?",
        "undefined", "<NA>",
        "NaT", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "(blank)", "(empty)", "unknown", "not available", "not specified", "not applicable", "TBD",
    };

    /// <summary>The value without blanks around it, or null where there is none.</summary>
    public static string? Read(string field) => field.Trim() is var value && s_spellings.Contains(value) ? null : value;
}
