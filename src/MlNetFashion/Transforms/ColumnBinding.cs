namespace MlNetFashion.Transforms;

/// <summary>A column of the caller that stands for a column of a fixed name, such as a model's tensor.</summary>
/// <param name="Column">The caller's name.</param>
/// <param name="Name">The fixed name, one of <see cref="Columns"/>.</param>
readonly record struct ColumnBinding(string Column, string Name);
