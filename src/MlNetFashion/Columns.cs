using MlNetFashion.Catalogues;
using MlNetFashion.Models;

namespace MlNetFashion;

/// <summary>The contract: column names, which are the ONNX tensor names too, with their types, shapes and ranges.</summary>
/// <remarks>
/// <para><c>N</c> is the batch, <c>T</c> the tokens, <c>D</c> = <see cref="EmbeddingDimension"/>, images are <c>NCHW</c> with
/// C = 3 and H = W = <see cref="ImageSize"/>. The exporter, the transforms, the index and the tests all read this file.</para>
/// <para>All embeddings are unit length (normalised inside the graph), so a dot product is a cosine.</para>
/// </remarks>
public static class Columns
{
    /// <summary>What the user typed; <see cref="string"/>. Empty or missing means "no text".</summary>
    public const string Text = "Text";

    /// <summary>The path of an image file; <see cref="string"/>. Empty or missing means "no picture".</summary>
    public const string ImagePath = "ImagePath";

    /// <summary>WordPiece ids, [CLS] … [SEP] [PAD] …; int64 (N, T), 0 to vocabulary size − 1.</summary>
    public const string InputIds = "InputIds";

    /// <summary>1 for a token, 0 for padding; int64 (N, T).</summary>
    public const string AttentionMask = "AttentionMask";

    /// <summary>Output of the text encoder; float (N, D), unit length.</summary>
    public const string TextEmbedding = "TextEmbedding";

    /// <summary>Output of the text tagger; float (N, T, <see cref="TagCount"/>), 0 to 1: how likely each token is part of no
    /// finding (first), or of one of each <see cref="AttributeKind"/> in its order. They sum to 1.</summary>
    public const string TagScores = "TagScores";

    /// <summary>RGB pixels letterboxed on white; float (N, 3, H, W), −1 (black) to 1 (white).</summary>
    public const string Image = "Image";

    /// <summary>Output of the image encoder; float (N, D), unit length.</summary>
    public const string ImageEmbedding = "ImageEmbedding";

    /// <summary>Output of the attribute reader; float (N, K), 0 to 1: how likely a picture is of each value of its
    /// attributes, which models.json names in this order. Those of one attribute sum to 1.</summary>
    public const string AttributeScores = "AttributeScores";

    /// <summary>Output of the query composer; float (N, D), unit length. A zero vector as input means "no text" or "no picture".</summary>
    public const string QueryEmbedding = "QueryEmbedding";

    /// <summary>Input of the generator beside the query; float (N, Z), standard normal, where Z is <see cref="FashionModels.NoiseDimension"/>.</summary>
    public const string Noise = "Noise";

    /// <summary>Output of the generator; float (N, 3, S, S), −1 to 1, where S is H or more, up to <see cref="Models.ModelContract.LargestPicture"/>. Averaged
    /// down to H it is ready to be an <see cref="Image"/>; the transform gives it so.</summary>
    public const string GeneratedImage = "GeneratedImage";

    /// <summary>The image embedding of <see cref="GeneratedImage"/>; float (N, D), unit length.</summary>
    public const string GeneratedEmbedding = "GeneratedEmbedding";

    /// <summary>Ids of the nearest items of the catalogue, best first; vector of <see cref="string"/>.</summary>
    public const string NeighbourIds = "NeighbourIds";

    /// <summary>Scores of <see cref="NeighbourIds"/>; vector of float, cosine, −1 to 1.</summary>
    public const string NeighbourScores = "NeighbourScores";

    /// <summary>D, the length of every embedding.</summary>
    public const int EmbeddingDimension = 256;

    /// <summary>Height and width of <see cref="Image"/>, in pixels. What a generator draws may have another size: <see cref="FashionModels.GeneratedSize"/>.</summary>
    public const int ImageSize = 80;

    /// <summary>K, the tags of a token: none, and one for each <see cref="AttributeKind"/>.</summary>
    public const int TagCount = 1 + (int)AttributeKind.Season + 1;

    /// <summary>Length of <see cref="Noise"/> where a generator does not begin with latents.</summary>
    public const int NoiseDimension = 64;

    /// <summary>T where it has to be fixed: longer texts are cut after this many tokens, [CLS] and [SEP] included.</summary>
    public const int MaxTokens = 32;
}
