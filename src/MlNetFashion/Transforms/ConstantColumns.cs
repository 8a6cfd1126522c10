using Microsoft.ML;

namespace MlNetFashion.Transforms;

/// <summary>Columns with the same value in every row. They are how a saved chain carries what
/// its mappings need: a vocabulary, noise, the place of an index.</summary>
static class ConstantColumns
{
    /// <summary>Scratch that the steps below leave behind.</summary>
    public const string Key = "ConstantKey";

    /// <summary>A step that must come before the others.</summary>
    public static IEstimator<ITransformer> AddKey(TransformsCatalog catalog) =>
        catalog.CustomMapping(new ConstantKeyMapping().GetMapping(), ConstantKeyMapping.Contract);

    /// <summary>A column of text.</summary>
    public static IEstimator<ITransformer> AddText(TransformsCatalog catalog, string column, string value) =>
        catalog.Conversion.MapValue(column, [new KeyValuePair<int, string>(ConstantKeyMapping.Value, value)], Key);

    /// <summary>A column of vectors.</summary>
    public static IEstimator<ITransformer> AddVector(TransformsCatalog catalog, string column, float[] value) =>
        catalog.Conversion.MapValue(column, (IEnumerable<KeyValuePair<int, float[]>>)[new(ConstantKeyMapping.Value, value)], Key);
}
