using System.Text;

namespace MlNetFashion.Catalogues;

/// <summary>What shops call their columns: in snake and camel case, as Shopify,
/// Google Merchant, schema.org, WooCommerce, H&amp;M and Myntra name them, in English, German,
/// Spanish, French and Italian.</summary>
static class ColumnNames
{
    // The first of a role is the surest.
    static readonly Dictionary<ColumnRole, string[]> s_names = new()
    {
        [ColumnRole.Id] =
        [
            "id", "sku", "article id", "product id", "item id", "style id", "sku id", "article number", "article no", "product number",
            "item number", "product code",
            "item code", "style code", "article code", "article", "handle",
            "variant sku", "product sku", "unique id", "uniq id", "asin", "gtin", "ean", "upc", "artikelnummer", "artikel nr", "artnr", "art nr",
            "bestellnummer", "referencia",
            "reference", "ref", "codigo", "code", "codice",
        ],
        [ColumnRole.Title] =
        [
            "product display name", "title", "product title", "product name", "prod name", "item name", "display name", "article name",
            "item title", "name", "titel",
            "produktname", "artikelname", "artikelbezeichnung", "bezeichnung", "nombre",
            "nombre producto", "nombre del producto", "titulo", "nom", "nom du produit", "titre", "libelle", "designation", "nome", "titolo", "caption",
        ],
        [ColumnRole.Description] =
        [
            "description", "product description", "detail desc", "body html", "body", "long description", "short description", "beschreibung",
            "descripcion", "descrizione",
            "details",
        ],
        [ColumnRole.Picture] =
        [
            "image", "image link", "image src", "image url", "image path", "image file", "image name", "image filename", "images", "filename",
            "file name", "file", "path",
            "picture", "photo", "main image", "main image url", "img", "image id",
            "bild", "foto", "imagen", "immagine",
        ],
        [ColumnRole.Kind] =
        [
            "article type", "product type name", "product type", "garment type", "item type", "garment", "clothing type", "kind", "type",
            "product category", "category",
            "category name", "categories", "product categories", "class", "sub category", "subcategory", "product group",
            "product group name", "section name", "google product category", "produkttyp", "produktart", "artikelart", "kategorie", "warengruppe",
            "tipo", "tipo de producto",
            "tipo de prenda", "prenda", "categoria", "categorie", "type de produit",
        ],
        [ColumnRole.Colour] =
        [
            "base colour", "colour", "main colour", "primary colour", "dominant colour", "product colour", "colour group name", "colour family",
            "perceived colour master name",
            "colour map", "farbe", "hauptfarbe", "grundfarbe", "couleur", "colore",
            "cor",
        ],
        [ColumnRole.Pattern] = ["pattern", "print", "pattern type", "print or pattern type", "graphical appearance name", "muster", "estampado",
            "motif", "fantasia"],
        [ColumnRole.Material] =
        [
            "fabric", "material", "materials", "fabric type", "material type", "material composition", "composition", "main material", "outer material",
            "outer shell", "stoff",
            "obermaterial", "tejido", "tela", "composicion", "matiere", "materiau",
            "tessuto", "materiale",
        ],
        [ColumnRole.Sleeve] = ["sleeve", "sleeves", "sleeve length", "sleeve type", "armellange", "armel", "manga", "manches"],
        [ColumnRole.Neckline] = ["neckline", "neck", "neck type", "neck style", "collar", "ausschnitt", "kragen", "escote", "cuello", "encolure"],
        [ColumnRole.Length] = ["length", "hem", "dress length", "garment length", "item length", "lange", "largo", "longueur"],
        [ColumnRole.Fit] = ["fit", "fit type", "passform", "ajuste", "coupe", "vestibilita"],
        [ColumnRole.Gender] =
        [
            "gender", "target gender", "suggested gender", "audience suggested gender", "sex", "target group", "target audience", "audience",
            "gender name", "geschlecht",
            "zielgruppe", "genero", "sexo", "genre", "sexe", "sesso", "genere",
            "index group name", "index name", "department", "division",
        ],
        [ColumnRole.Occasion] = ["usage", "occasion", "occasion type", "use", "anlass", "ocasion", "uso", "occasione"],
        [ColumnRole.Season] = ["season", "season name", "seasons", "saison", "temporada", "stagione"],
        [ColumnRole.Brand] = ["brand", "brand name", "vendor", "manufacturer", "maker", "designer", "label", "marke", "hersteller", "marca",
            "marque", "fabricante"],
        [ColumnRole.Price] =
        [
            "price", "sale price", "selling price", "current price", "discounted price", "final price", "list price", "retail price",
            "regular price", "standard price",
            "unit price", "mrp", "cost", "preis", "verkaufspreis", "precio",
            "precio venta", "prix", "prezzo",
        ],
        [ColumnRole.Size] =
        [
            "size", "sizes", "available sizes", "size us", "size eu", "size uk", "shoe size", "grosse", "groesse", "grossen", "konfektionsgrosse",
            "talla", "tallas", "taille",
            "pointure", "taglia", "misura",
        ],
    };

    static readonly Dictionary<string, (ColumnRole Role, int Priority)> s_roles = s_names
        .SelectMany(role => role.Value.Select((name, i) => (name, role.Key, i)))
        .DistinctBy(known => known.name).ToDictionary(known => known.name, known => (known.Key, known.i), StringComparer.Ordinal);

    // Words that programs put around a name.
    static readonly HashSet<string> s_noise = new(StringComparer.Ordinal)
    {
        "variant", "attribute", "attributes", "attr", "pa", "g", "custom", "metafield", "meta", "offers", "offer", "value", "values", "name", "de",
        "del", "du", "the", "in",
        "product", "item", "filter", "default", "simple",
        "usd", "eur", "gbp", "inr", "jpy", "chf", "aud", "cad", "cny", "rs", "en",
    };

    // A number of a colour is no colour.
    static readonly HashSet<string> s_codes = new(StringComparer.Ordinal) { "code", "id", "no", "nr", "number", "hex", "rgb", "count", "url" };

    // Shops mean anything by these.
    static readonly HashSet<string> s_vague =
        new(StringComparer.Ordinal) { "department", "division", "index", "label", "class", "type", "kind", "use", "print", "tipo", "genre", "audience", "for" };

    /// <summary>Whether the name means one thing in one shop and another in another, so that the values have to bear it out.</summary>
    public static bool IsVague(string column) => Words(column).Where(word => !s_noise.Contains(word)).ToArray() is [var only] && s_vague.Contains(only);

    /// <summary>What a column is by its name, and how sure that is: 0 is the surest of a role. Null where nobody knows.</summary>
    public static (ColumnRole Role, int Priority)? RoleOf(string column)
    {
        string[] words = Words(column);
        if (s_roles.TryGetValue(string.Join(' ', words), out (ColumnRole, int) exact))
            return exact;
        if (words.Any(s_codes.Contains))
            return null;
        string[] plain = [.. words.Where(word => !s_noise.Contains(word))];
        if (plain.Length > 0 && s_roles.TryGetValue(string.Join(' ', plain), out (ColumnRole Role, int Priority) known)
            && known.Role is not (ColumnRole.Id or ColumnRole.Title))
            return (known.Role, known.Priority + 100);
        // "Upper colour (front)": whatever the rest is, it is a colour.
        return plain.Length is > 1 and < 5 && plain.Contains("colour", StringComparer.Ordinal) ? (ColumnRole.Colour, 1000) : null;
    }

    /// <summary>Whether a column tells a second value of what another column tells: "second colour".</summary>
    public static bool IsSecond(string column) => Words(column) is [("second" or "secondary" or "other" or "additional"), ..];

    /// <summary>The position of the column that is most surely of a role, or −1.</summary>
    public static int Best(IReadOnlyList<string> columns, ColumnRole role)
    {
        int best = -1, priority = int.MaxValue;
        for (int i = 0; i < columns.Count; i++)
        {
            if (RoleOf(columns[i]) is { } known && known.Role == role && known.Priority < priority)
                (best, priority) = (i, known.Priority);
        }

        return best;
    }

    /// <summary>"colourGroup_Name" as colour, group, name: lower case, without accents, British.</summary>
    static string[] Words(string column)
    {
        var words = new StringBuilder(column.Length + 8);
        string plain = Spelling.WithoutMarks(column.Replace("ß", "ss", StringComparison.Ordinal));
        for (int i = 0; i < plain.Length; i++)
        {
            char c = plain[i];
            if (i > 0 && char.IsUpper(c) && (char.IsLower(plain[i - 1]) || (char.IsUpper(plain[i - 1]) && i + 1 < plain.Length && char.IsLower(plain[i + 1]))))
                words.Append(' ');
            words.Append(char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ');
        }

        return [.. words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word is "color" or "colors" or "colours" ? "colour" : word is "materials" ? "material" : word)];
    }
}
