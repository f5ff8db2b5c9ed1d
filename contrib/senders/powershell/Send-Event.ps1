# SPDX-License-Identifier: Apache-2.0
# Sends the last events of a log, one a line of JSON: .\Send-Event.ps1 -Log Security -Count 5 -Relay relay.example.org
param(
    [string] $Log = 'Security',
    [int] $Count = 5,
    [string] $Relay = 'relay.example.org',
    [int] $Port = 5514
)
$client = New-Object System.Net.Sockets.TcpClient($Relay, $Port)
try {
    $writer = New-Object System.IO.StreamWriter($client.GetStream(), (New-Object System.Text.UTF8Encoding($false)))
    Get-WinEvent -LogName $Log -MaxEvents $Count | ForEach-Object {
        $writer.Write(($_ | ConvertTo-Json -Depth 3 -Compress) + "`n")
    }
    $writer.Flush()
} finally {
    $client.Close()
}
