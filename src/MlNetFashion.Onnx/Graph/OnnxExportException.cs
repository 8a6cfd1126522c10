namespace MlNetFashion.Onnx;

/// <summary>A module cannot be written as an ONNX file; the message says where, why, and what to do.</summary>
public sealed class OnnxExportException : Exception
{
    /// <summary>Creates the exception.</summary>
    public OnnxExportException(string message, Exception? inner = null) : base(message, inner) { }
}
