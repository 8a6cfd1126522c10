namespace MlNetFashion.Web;

/// <summary>Where metrics and traces go.</summary>
enum TelemetryExporter
{
    /// <summary>Nowhere: nothing is measured.</summary>
    None,

    /// <summary>To standard output.</summary>
    Console,

    /// <summary>To a collector, by the OpenTelemetry protocol; the environment says where (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>).</summary>
    Otlp,
}
