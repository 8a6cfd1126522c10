using MlNetFashion.Text;
using MlNetFashion.Training.Bert;

namespace MlNetFashion.Training.HuggingFace;

/// <summary>A BERT from elsewhere: the model in evaluation mode, and the vocabulary that its ids are of.</summary>
/// <param name="Model">The model, with a pooler where the file has one.</param>
/// <param name="Vocabulary">Its pieces.</param>
sealed record PretrainedBert(BertModel Model, WordPieceVocabulary Vocabulary) : IDisposable
{
    /// <value>Tensors of the file that are no part of a BERT, heads for other tasks say.</value>
    public IReadOnlyList<string> LeftAside { get; init; } = [];

    /// <summary>Frees the model.</summary>
    public void Dispose() => Model.Dispose();
}
