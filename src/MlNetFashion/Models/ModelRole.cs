using System.Text.Json.Serialization;
using MlNetFashion.Storage;

namespace MlNetFashion.Models;

/// <summary>What a model does in the chain; <see cref="ModelContract"/> says with which tensors.</summary>
[JsonConverter(typeof(NamedEnumConverter<ModelRole>))]
public enum ModelRole
{
    /// <summary>Tokens to a text embedding; "text-encoder".</summary>
    [JsonStringEnumMemberName("text-encoder")]
    TextEncoder,

    /// <summary>A picture to an image embedding; "image-encoder".</summary>
    [JsonStringEnumMemberName("image-encoder")]
    ImageEncoder,

    /// <summary>A text embedding and an image embedding, either of which may be missing, to a query embedding; "query-composer".</summary>
    [JsonStringEnumMemberName("query-composer")]
    QueryComposer,

    /// <summary>A query embedding and noise to a picture; "generator".</summary>
    [JsonStringEnumMemberName("generator")]
    Generator,

    /// <summary>Tokens to what each is likely to speak of, for words that the lexicon lacks; "text-tagger". A folder may be without one.</summary>
    [JsonStringEnumMemberName("text-tagger")]
    TextTagger,

    /// <summary>An image embedding to what the picture shows: its kind, colour and gender; "attribute-reader". A folder may be without one.</summary>
    [JsonStringEnumMemberName("attribute-reader")]
    AttributeReader,
}
