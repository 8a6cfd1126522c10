using MlNetFashion.Catalogues;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tests.Understanding;

/// <summary>A finding as a person or a generator says that it should be.</summary>
sealed record ExpectedFinding(AttributeKind Kind, string Value, FindingChange Change, int Start, int Length);
