namespace MlNetFashion.Onnx;

/// <summary>A polynomial over named sizes (and floored quotients of them), in a normal form so that equal text means equal size.</summary>
sealed class DimExpression
{
    readonly SortedDictionary<string, Term> _terms = new(StringComparer.Ordinal);

    DimExpression() { }

    public IEnumerable<Term> Terms => _terms.Values;

    public bool IsConstant => _terms.Count == 0 || (_terms.Count == 1 && _terms.ContainsKey(""));

    public static DimExpression Of(long constant) => new DimExpression().Plus(new Term(constant, []));

    public static DimExpression Of(Atom atom) => new DimExpression().Plus(new Term(1, [atom]));

    public static DimExpression operator +(DimExpression a, DimExpression b)
    {
        DimExpression sum = new();
        foreach (Term term in a.Terms.Concat(b.Terms))
            sum.Plus(term);
        return sum;
    }

    public static DimExpression operator *(DimExpression a, DimExpression b)
    {
        DimExpression product = new();
        foreach (Term left in a.Terms)
        {
            foreach (Term right in b.Terms)
                product.Plus(new Term(left.Factor * right.Factor, [.. left.Atoms.Concat(right.Atoms).OrderBy(atom => atom.Text, StringComparer.Ordinal)]));
        }

        return product;
    }

    /// <summary>Floored division; exact where every term divides, else a quotient that stays as it is.</summary>
    public static DimExpression operator /(DimExpression a, DimExpression b)
    {
        if (b._terms.Count == 1 && a.TryDivide(b._terms.Values.First()) is { } exact)
            return exact;

        return Of(new Atom($"floor(({a})/({b}))", a, b));
    }

    public override string ToString()
    {
        // A positive term first, so that a shape reads "T - 1" and not "-1 + T".
        IEnumerable<Term> ordered = _terms.Values.OrderBy(term => term.Atoms.Length == 0).ThenBy(term => term.Factor < 0);
        string text = "";
        foreach (Term term in ordered)
        {
            string body = term.Atoms.Length == 0 ? $"{Math.Abs(term.Factor)}"
                : Math.Abs(term.Factor) == 1 ? term.Key : $"{Math.Abs(term.Factor)}*{term.Key}";
            text += text.Length == 0 ? (term.Factor < 0 ? "-" : "") + body : (term.Factor < 0 ? " - " : " + ") + body;
        }

        return text.Length == 0 ? "0" : text;
    }

    DimExpression Plus(Term term)
    {
        long factor = term.Factor + (_terms.TryGetValue(term.Key, out Term? present) ? present.Factor : 0);
        if (factor == 0)
            _terms.Remove(term.Key);
        else
            _terms[term.Key] = term with { Factor = factor };
        return this;
    }

    DimExpression? TryDivide(Term divisor)
    {
        DimExpression result = new();
        foreach (Term term in Terms)
        {
            if (divisor.Factor == 0 || term.Factor % divisor.Factor != 0)
                return null;

            List<Atom> left = [.. term.Atoms];
            foreach (Atom atom in divisor.Atoms)
            {
                int at = left.FindIndex(candidate => candidate.Text == atom.Text);
                if (at < 0)
                    return null;
                left.RemoveAt(at);
            }

            result.Plus(new Term(term.Factor / divisor.Factor, [.. left]));
        }

        return result;
    }

    /// <summary>A number times a product of atoms; no atoms means a plain number.</summary>
    public sealed record Term(long Factor, Atom[] Atoms)
    {
        public string Key { get; } = string.Join("*", Atoms.Select(atom => atom.Text));
    }

    /// <summary>A named size, or a quotient that does not come out even.</summary>
    public sealed record Atom(string Text, DimExpression? Dividend, DimExpression? Divisor);
}
