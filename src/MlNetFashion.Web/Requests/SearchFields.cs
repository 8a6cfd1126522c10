using Microsoft.OpenApi;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Web;

/// <summary>What a search may be asked with: the options of <c>fashion search</c>.</summary>
static class SearchFields
{
    /// <summary>The most items of one page, and of all pages.</summary>
    public const int MostItems = 200, DeepestItem = 10_000;

    const int FacetValues = 50;

    public static readonly RequestField
        Text = new("q", JsonSchemaType.String, "What is looked for, or what should be different from the picture.") { Alias = "text" },
        Image = new("image", JsonSchemaType.String, "A picture (JPEG, PNG, WebP, GIF or BMP): a file of a form; in JSON its bytes in base64."),
        Id = new("id", JsonSchemaType.String, "The query's id, which the answer repeats."),
        TermsField = new("terms", JsonSchemaType.Object, "Words and how much they weigh, below 0 for less of them: {\"floral\":1,\"black\":-0.5}. JSON alone."),
        More = new("more", JsonSchemaType.String, "What there should be more of.") { IsList = true },
        Less = new("less", JsonSchemaType.String, "What there should be less of.") { IsList = true },
        Top = new("top", JsonSchemaType.Integer, $"How many items, 1 to {MostItems}. The default is 10."),
        Page = new("page", JsonSchemaType.Integer, "Which page of so many, from 1."),
        By = new("by", JsonSchemaType.String, "Which vectors are compared: fused (the default), text, composed, generated, or words."),
        Where = new("where", JsonSchemaType.String, "Only items with these attributes: gender=Women, price<50.") { IsList = true },
        Boost = new("boost", JsonSchemaType.String, "What comes earlier among items that fit: stock>0, year, -price.") { IsList = true },
        Facets = new("facets", JsonSchemaType.String, "Attributes whose values are counted.") { IsList = true },
        Group = new("group", JsonSchemaType.Boolean, "Whether variants are one answer with all its colours."),
        Fold = new("fold", JsonSchemaType.Boolean, "Whether near-duplicates are one answer."),
        Diverse = new("diverse", JsonSchemaType.Number, "How unlike each other the first ten are to be, 0 to 1."),
        Literal = new("literal", JsonSchemaType.Boolean, "Whether words and pictures are taken as they are."),
        Why = new("why", JsonSchemaType.Boolean, "Whether each item says why it was found. The default is true.");

    /// <summary>How is searched.</summary>
    public static IReadOnlyList<RequestField> HowToSearch { get; } = [Top, Page, By, Where, Boost, Facets, Group, Fold, Diverse, Literal, Why];

    /// <summary>All of a query string.</summary>
    public static IReadOnlyList<RequestField> InQueryString { get; } = [Text, Id, More, Less, .. HowToSearch];

    /// <summary>All of a body.</summary>
    public static IReadOnlyList<RequestField> InBody { get; } = [Text, Image, Id, TermsField, More, Less, .. HowToSearch];

    /// <summary>What is looked for.</summary>
    /// <param name="fields">The request.</param>
    /// <param name="picture">The decoded picture, or null.</param>
    public static FashionQuery Query(RequestFields fields, Images.RgbImage? picture)
    {
        QueryTerm[] terms =
        [
            .. fields.Terms,
            .. fields.List(More).Select(text => new QueryTerm(text)),
            .. fields.List(Less).Select(text => new QueryTerm(text, -1)),
        ];
        // Who only says what there should be more of looks for that.
        string? text = fields.Text(Text) ?? (picture is null ? string.Join(' ', terms.Where(term => term.Weight > 0).Select(term => term.Text)) : null);
        return new FashionQuery(text, picture) with { Terms = terms };
    }

    /// <summary>How it is searched.</summary>
    public static SearchOptions Options(RequestFields fields)
    {
        int top = fields.Number(Top, 10, 1, MostItems), page = fields.Number(Page, 1, 1, DeepestItem / top);
        IReadOnlyList<string> where = fields.List(Where);
        return new SearchOptions
        {
            Top = top,
            Skip = (page - 1) * top,
            By = fields.Choice(By, SearchBy.Fused),
            Where = where.Count == 0 ? null : AttributeFilter.Parse(where),
            Boosts = [.. fields.List(Boost).Select(AttributeBoost.Parse)],
            Facets = [.. fields.List(Facets).SelectMany(names => names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
            GroupVariants = fields.Flag(Group),
            FoldFrom = fields.Flag(Fold) ? SearchOptions.NearDuplicate : null,
            Diversity = fields.Share(Diverse),
            Understand = fields.Flag(Literal) ? null : UnderstandingWeights.Default,
        };
    }

    /// <summary>Counted values as they are answered.</summary>
    public static IReadOnlyList<Answers.FacetLine>? Lines(IReadOnlyList<AttributeFacet> facets) =>
        facets.Count == 0 ? null : [.. facets.Select(facet => Answers.FacetLine.Of(facet, FacetValues))];
}
