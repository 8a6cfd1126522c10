namespace MlNetFashion.Web;

/// <summary>What an endpoint is asked with.</summary>
/// <param name="Query">Fields of the query string.</param>
/// <param name="Body">Fields of the body.</param>
sealed record AskedFields(IReadOnlyList<RequestField> Query, IReadOnlyList<RequestField> Body);
