using System.Diagnostics.Metrics;
using MlNetFashion.Models;

namespace MlNetFashion.Tests.Querying;

/// <summary>Counts the rows that the models of one folder compute, by the library's own meter.</summary>
sealed class CountedModels : IDisposable
{
    readonly MeterListener _listener = new();
    readonly Dictionary<string, long> _rows = [];

    public CountedModels(string folder)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "MlNetFashion")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, rows, tags, _) =>
        {
            string role = "", measured = "";
            foreach ((string key, object? value) in tags)
                (role, measured) = key == "role" ? ((string)value!, measured) : (role, (string)value!);
            lock (_rows)
            {
                if (measured == folder)
                    _rows[role] = _rows.GetValueOrDefault(role) + rows;
            }
        });
        _listener.Start();
    }

    /// <summary>The rows of each role since the last look.</summary>
    public string Take()
    {
        lock (_rows)
        {
            string taken = string.Join(", ", Enum.GetNames<ModelRole>().Where(_rows.ContainsKey).Select(role => $"{role} {_rows[role]}"));
            _rows.Clear();
            return taken;
        }
    }

    public void Dispose() => _listener.Dispose();
}
